package sh.fanout.log;

import java.util.Optional;

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
     * @throws sh.fanout.FanoutException ({@code FANOUT-011}) if the store does not answer
     */
    Optional<LoggedEvent> find(String eventId);

    /**
     * Lists events, newest first.
     *
     * @throws sh.fanout.FanoutException ({@code FANOUT-011}) if the store does not answer
     */
    EventPage page(EventQuery query);
}
