package sh.fanout.workflows.log;

import java.util.List;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedEvent;

/**
 * The store of the event log: one row per event and one per delivery.
 *
 * <p>An implementation keeps, per id, the row with the highest revision, whatever the order and however often rows arrive;
 * what it has acknowledged survives a crash of its process. It is safe for use by any number of threads, and every method
 * fails with {@code FANOUT-011} within seconds when the store does not answer.
 */
public interface EventLog extends Events, AutoCloseable {

    /**
     * Writes the events with their deliveries, and returns once they are stored; all of them, or none for sure.
     *
     * <p>Writing a row again, or an older one after a newer, changes nothing.
     */
    void append(List<LoggedEvent> events);

    /** Whether the store answers now; quick, and never throws. */
    boolean available();

    /** Where the rows are, for people, such as {@code SQLite at .fanout/events.db}. */
    String describe();

    /**
     * Tells this store from every other one of its kind, so that two instances of a bus can notice that each would keep
     * a part of the log to itself.
     */
    String identity();

    @Override
    void close();
}
