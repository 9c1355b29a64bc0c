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
     * <p>Keys and tags are looked for in one event after the other, and with a filter one payload after the other, for
     * about a fifth of a second at most: ask again from {@link EventPage#next()}, even after a page without events. With
     * a filter it tells how far it has come, and if it finds nothing, whether the filter may be misspelt.
     *
     * @throws FanoutException ({@code FANOUT-011}) if the store does not answer; ({@code FANOUT-012}) if the filter is none, or
     *     names a field that no schema of the one type has
     */
    EventPage page(EventQuery query);

    /**
     * Counts what has happened; each event, delivery and dead letter once, however often the log was told about it.
     *
     * @throws FanoutException ({@code FANOUT-011}) if the store does not answer
     */
    Stats stats(StatsQuery query);

    /**
     * Counts events by when they were accepted.
     *
     * @param events which events; its filter is not asked
     * @param steps over which time
     * @throws FanoutException ({@code FANOUT-011}) if the store does not answer
     */
    EventCounts counts(EventSelection events, Steps steps);
}
