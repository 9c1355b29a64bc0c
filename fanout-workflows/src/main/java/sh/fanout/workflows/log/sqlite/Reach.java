package sh.fanout.workflows.log.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.EventSelection;
import sh.fanout.log.Position;
import sh.fanout.workflows.log.EventRow;
import sh.fanout.workflows.log.SqlCondition;
import sh.fanout.workflows.log.SqlRows;

/**
 * As much of a list as one statement looks through.
 *
 * <p>No index leads to a key or a tag: of one that is rare, a single statement would read the whole log.
 *
 * @param wanted the events of it that are wanted
 * @param end the last event that is looked at, wanted or not; {@code null} if that is the last one of all
 */
record Reach(SqlCondition wanted, @Nullable Position end) {

    /** Takes a twentieth of a second where each event must be read from the table, and a tenth of that in the index. */
    static final int EVENTS = 50_000;

    static Reach of(EventSelection events, @Nullable Position before, Connection connection) throws SQLException {
        var later = SqlCondition.before(before, SqliteTables.DIALECT);
        var wanted = SqlCondition.of(events, SqliteTables.DIALECT, connection).and(later);
        if ((events.key() == null && events.tag() == null) || isOfNoType(events, connection)) {
            return new Reach(wanted, null);
        }
        var looked =
                SqlCondition.of(led(events), SqliteTables.DIALECT, connection).and(later);
        var end = SqlRows.read(
                connection, SqliteTables.END.formatted(looked.sql(), EVENTS - 1), looked.values(), EventRow::position);
        return end.isEmpty()
                ? new Reach(wanted, null)
                : new Reach(wanted.and(SqlCondition.from(end.get(0), SqliteTables.DIALECT)), end.get(0));
    }

    private static boolean isOfNoType(EventSelection events, Connection connection) throws SQLException {
        return events.types() != null
                && SqlCondition.matching(events.types(), SqliteTables.DIALECT, connection)
                        .isEmpty();
    }

    /** Those of the events to which an index leads. */
    private static EventSelection led(EventSelection events) {
        var type = events.types() == null || events.types().matchesMany() ? null : events.types();
        return new EventSelection(
                type, events.status(), null, null, events.causation(), null, events.from(), events.to());
    }
}
