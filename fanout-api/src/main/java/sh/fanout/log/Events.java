package sh.fanout.log;

import java.util.Optional;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * The operator's view of published events, read from the event log.
 *
 * <p>The log follows the runs by moments, and by as long as its store is away: an event that was just published may not
 * be here yet, and is not lost.
 *
 * <p>Safe for use by any number of threads.
 */
public interface Events {

    /**
     * Finds an event with its deliveries.
     *
     * @throws FanoutException ({@code FANOUT-011}) if the store does not answer
     */
    Optional<LoggedEvent> find(String eventId);

    /**
     * Finds an event that must be there.
     *
     * @throws FanoutException ({@code FANOUT-202}) if it is not; else as {@link #find}
     */
    default LoggedEvent get(String eventId) {
        return find(eventId)
                .orElseThrow(() -> new FanoutException(
                        ErrorCode.NOT_FOUND,
                        "The event log has no event '%s'.".formatted(eventId),
                        "It may take a moment after the publish; if not, check the id."));
    }

    /**
     * Lists events, newest first.
     *
     * @throws FanoutException ({@code FANOUT-011}) if the store does not answer
     */
    EventPage page(EventQuery query);
}
