package sh.fanout.workflows.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterCount;
import sh.fanout.deadletter.DeadLetterGroup;
import sh.fanout.deadletter.DeadLetterPage;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.lane.BlockedKey;
import sh.fanout.log.DeliveryCount;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Position;
import sh.fanout.log.Steps;

/**
 * The store of the event log: one row per event, one per delivery and one per dead letter.
 *
 * <p>An implementation keeps, per id, the row with the highest revision, whatever the order and however often rows arrive;
 * of different rows with one revision it keeps the last. What it has acknowledged survives a crash of its process. Times are
 * kept to the microsecond. It is safe for use by any number of threads, and every method fails with {@code FANOUT-011}
 * within seconds when the store does not answer.
 *
 * <p>{@link LoggedEvent#accepted()} is part of what identifies a row: all rows about one event carry the same instant, the
 * early one and the settled one alike. A store may partition by it, and would keep two events where two instants differ.
 */
public interface EventLog extends Events, AutoCloseable {

    /**
     * Writes the events, and the dead letters, with their deliveries, and returns once all of them are stored. When it fails,
     * some of them may be. What belongs to an erased event is not written.
     *
     * <p>Writing a row again, or an older one after a newer, changes nothing.
     */
    void append(List<LoggedEvent> events, List<DeadLetterEntry> letters);

    /** Writes events and no dead letters. */
    default void append(List<LoggedEvent> events) {
        append(events, List.of());
    }

    /** Lists dead letters, those first that were parked last. */
    DeadLetterPage deadLetters(DeadLetterQuery query);

    /**
     * Lists the groups of what a query matches, the largest first; neither its cursor nor its limit matters.
     *
     * @param steps the time in which the letters of each are counted by when they were parked; {@code null} to count none so
     * @param limit how many at most, of {@value sh.fanout.deadletter.DeadLetters#MAX_GROUPS}
     */
    List<DeadLetterGroup> deadLetterGroups(DeadLetterQuery query, @Nullable Steps steps, int limit);

    /** Counts the dead letters that a query matches; neither its cursor nor its limit matters. */
    DeadLetterCount countDeadLetters(DeadLetterQuery query);

    /** Finds a dead letter, however it has ended, as its newest row has it. */
    Optional<DeadLetterEntry> deadLetterEntry(String eventId, String subscription);

    /** Finds a dead letter, however it has ended. */
    default Optional<DeadLetter> deadLetter(String eventId, String subscription) {
        return deadLetterEntry(eventId, subscription).map(DeadLetterEntry::letter);
    }

    /**
     * Reads whole events with their deliveries, these without attempts and outputs, in the order in which the events were
     * accepted.
     *
     * @param events which events; its filter is not asked
     * @param after the last event of the part before; {@code null} for the first part
     * @param limit how many at most; large payloads make it fewer
     */
    EventPart scan(EventSelection events, @Nullable Position after, int limit);

    /**
     * Reads whole events without their deliveries, newest first.
     *
     * @param events which events; its filter is not asked
     * @param before the last event of the part before; {@code null} for the first part
     * @param limit how many at most; large payloads make it fewer, and what the store cannot look up fewer or none
     */
    EventPart newest(EventSelection events, @Nullable Position before, int limit);

    /**
     * Counts events.
     *
     * @param events which events; its filter is not asked
     * @param before only what was accepted before this; {@code null} for all
     * @param limit what it counts to at most
     */
    int count(EventSelection events, @Nullable Position before, int limit);

    /**
     * Finds whole events, without their deliveries, in any order; those that are not there are left out.
     *
     * @param events with the time at which each was accepted, which leads a store to it
     */
    List<LoggedEvent> find(Collection<Position> events);

    /**
     * Lists events, newest first, without how far their recipients have them; the filter of the query is not asked.
     *
     * <p>What a store cannot look up, it looks for among so many events at once that it answers soon: a page that is not full, or
     * empty, may still have a {@link EventPage#next() next} one.
     */
    @Override
    EventPage page(EventQuery query);

    /** How far the recipients of events have them, by the ids of the events; those of which nothing is known are left out. */
    Map<String, List<DeliveryCount>> deliveries(Collection<String> eventIds);

    /** The part of the store that keeps operations. */
    OperationLog operations();

    /** The part of the store that erases. */
    ErasureLog erasures();

    /**
     * The keys that a blocked delivery holds, those first that wait longest; who waits behind them is not known here.
     *
     * @param limit how many at most
     */
    List<BlockedKey> blocked(int limit);

    /**
     * Removes what was accepted before some time and is needed no more, and the operations that ended before it.
     *
     * <p>An event is needed as long as it or one of its deliveries has not settled, one of its dead letters waits or is being
     * retried, or an operation that is not over has it as an item. It goes with its deliveries and dead letters, an operation
     * with its items. What was erased before that time is not refused any more.
     *
     * <p>Takes as long as there is much to remove, in parts that keep no {@link #append} waiting for long; when it fails, a part
     * may be removed. Any number of instances may do it at the same time.
     */
    Forgotten forget(Instant before);

    /** How long it pays to wait for more rows before {@link #append}, because the store prefers few large batches. */
    Duration linger();

    /** Whether the store answers now; takes seconds at most, and never throws. */
    boolean available();

    /** Where the rows are, for people, such as {@code SQLite at .fanout/events.db}. */
    String describe();

    /**
     * Tells this store from every other one of its kind, so that two instances of a bus can notice that each would keep
     * a part of the log to itself. Known without asking the store, since an instance starts while it is away; a
     * {@linkplain #shared() shared} store that is reached by two names may therefore have two.
     */
    String identity();

    /**
     * Makes this the log of one bus for good: who judged the runs of another by its own Temporal would take them for lost.
     * A store that is away refuses a bus that is not its own when it is back, with {@code FANOUT-011} and the reason.
     *
     * @throws sh.fanout.FanoutException ({@code FANOUT-007}) if it is the log of another bus
     */
    void claim(BusName bus);

    /** Whether every instance of a bus can write to this store, and not only this process. */
    boolean shared();

    @Override
    void close();
}
