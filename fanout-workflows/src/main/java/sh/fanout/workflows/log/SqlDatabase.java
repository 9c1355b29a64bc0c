package sh.fanout.workflows.log;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs the statements of an event log, on whatever connections suit it. */
public interface SqlDatabase {

    /**
     * Asks something that is answered soon.
     *
     * @param purpose what for, such as {@code list events}
     * @throws EventLogUnreachableException with the purpose, if there is no answer
     */
    <T> T ask(String purpose, Question<T> question);

    /**
     * Writes what belongs together.
     *
     * @param purpose what for, such as {@code store 3 events}
     * @throws EventLogUnreachableException with the purpose, if not all of it is known to be stored
     */
    void write(String purpose, Work work);

    /** As {@link EventLog#claim}. */
    void claim(BusName bus);

    /** As {@link EventLog#available()}. */
    boolean available();

    /** As {@link EventLog#describe()}. */
    String describe();

    /** As {@link EventLog#identity()}. */
    String identity();

    void close();

    /** Statements that are done one after the other on the same connection. */
    @FunctionalInterface
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    /** One query, or several on the same connection. */
    @FunctionalInterface
    interface Question<T> {
        T on(Connection connection) throws SQLException;
    }
}
