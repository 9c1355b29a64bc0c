package sh.fanout.workflows.log.clickhouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventSummary;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Position;
import sh.fanout.workflows.log.EventPart;
import sh.fanout.workflows.log.EventRow;
import sh.fanout.workflows.log.Micros;
import sh.fanout.workflows.log.SqlCondition;
import sh.fanout.workflows.log.SqlRows;

/**
 * Reads events in the order of the table, as a rule at the cost of what is read, not of the table.
 *
 * <p>FINAL never stops early: it merges all that its condition leaves. So a walk first takes the rows as they lie, outdated ones
 * among them, until it has enough of them, and then asks for the current state of these alone. What has moved on since (it was
 * delivering, and such is wanted) drops out there.
 */
enum Walk {
    FORWARD("accepted, id"),
    BACKWARD("accepted DESC, id DESC");

    /** How many times as many rows the next step takes where the one before has found too little. */
    private static final int GROWTH = 10;

    private static final int LONGEST_STEP = 10_000;

    private final String order;

    Walk(String order) {
        this.order = order;
    }

    /**
     * Reads the next whole events, without their deliveries.
     *
     * @param from the last event of the part before; {@code null} for the first part
     */
    EventPart read(EventSelection events, @Nullable Position from, int limit, Connection connection)
            throws SQLException {
        var wanted = SqlCondition.of(events, ClickHouseTables.DIALECT, connection);
        var part = new EventPart.Filling(limit);
        var walked = Optional.ofNullable(from);
        var isEnd = false;
        for (var step = limit;
                !isEnd && !part.isFull();
                step = Math.max(limit, Math.min(LONGEST_STEP, step * GROWTH))) {
            var next = wanted.and(beyond(walked.orElse(null)));
            var last = row(step, next, connection);
            isEnd = last.isEmpty();
            fill(part, isEnd ? next : next.and(upTo(last.get())), connection);
            walked = last;
        }
        return part.part();
    }

    private void fill(EventPart.Filling part, SqlCondition wanted, Connection connection) throws SQLException {
        var sql = current(wanted, part.room(), Columns.WHOLE);
        SqlRows.readWhile(part::add, connection, sql, wanted.values(), EventRow::read);
    }

    /** Where the row of this number stands, of those that meet the condition as they lie. */
    private Optional<Position> row(int number, SqlCondition wanted, Connection connection) throws SQLException {
        var sql = """
                SELECT toUnixTimestamp64Micro(accepted) AS accepted_micros, id FROM fanout_events WHERE %s
                ORDER BY %s LIMIT 1 OFFSET %d""".formatted(wanted.sql(), order, number - 1);
        return SqlRows.read(connection, sql, wanted.values(), EventRow::position).stream()
                .findFirst();
    }

    /** Where the next events may stand for which the condition holds; fewer than the limit are the last ones. */
    List<Position> candidates(SqlCondition wanted, int limit, Connection connection) throws SQLException {
        var sql = """
                SELECT toUnixTimestamp64Micro(accepted) AS accepted_micros, id FROM fanout_events WHERE %s
                ORDER BY %s LIMIT 1 BY accepted, id LIMIT %d""".formatted(wanted.sql(), order, limit);
        return SqlRows.read(connection, sql, wanted.values(), EventRow::position);
    }

    /** Those of the candidates for which the condition does hold. */
    <T> List<T> current(List<Position> candidates, SqlCondition wanted, Columns<T> columns, Connection connection)
            throws SQLException {
        return SqlRows.readInParts(candidates, part -> rows(at(part).and(wanted), part.size(), columns, connection));
    }

    /** The next events for which the condition holds, at the cost of all of them. */
    <T> List<T> rows(SqlCondition wanted, int limit, Columns<T> columns, Connection connection) throws SQLException {
        return SqlRows.read(connection, current(wanted, limit, columns), wanted.values(), columns.reader());
    }

    private String current(SqlCondition wanted, int limit, Columns<?> columns) {
        return "SELECT %s FROM fanout_events FINAL WHERE %s ORDER BY %s LIMIT %d"
                .formatted(columns.sql(), wanted.sql(), order, limit);
    }

    /** Events that stand at these positions: the times lead to them, and only that way are a thousand quickly understood. */
    static SqlCondition at(List<Position> positions) {
        var each = String.join(", ", Collections.nCopies(positions.size(), "?"));
        return new SqlCondition(
                "accepted IN (SELECT fromUnixTimestamp64Micro(toInt64(arrayJoin([%1$s])), 'UTC')) AND id IN (%1$s)"
                        .formatted(each),
                Stream.concat(
                                positions.stream().map(position -> (Object) Micros.of(position.time())),
                                positions.stream().map(Position::id))
                        .toList());
    }

    SqlCondition beyond(@Nullable Position position) {
        return this == FORWARD
                ? SqlCondition.after(position, ClickHouseTables.DIALECT)
                : SqlCondition.before(position, ClickHouseTables.DIALECT);
    }

    SqlCondition upTo(Position position) {
        return this == FORWARD
                ? SqlCondition.upTo(position, ClickHouseTables.DIALECT)
                : SqlCondition.from(position, ClickHouseTables.DIALECT);
    }

    /** What is read of each event. */
    record Columns<T>(String sql, SqlRows.Reader<T> reader) {

        static final Columns<EventSummary> SUMMARY = new Columns<>(ClickHouseTables.SUMMARY, EventRow::summary);
        static final Columns<LoggedEvent> WHOLE = new Columns<>(ClickHouseTables.WHOLE, EventRow::read);
    }
}
