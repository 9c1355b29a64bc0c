package sh.fanout.workflows.log.clickhouse;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.Position;
import sh.fanout.workflows.log.Micros;
import sh.fanout.workflows.log.SqlCondition;
import sh.fanout.workflows.log.SqlRows;

/**
 * The events of some time, but those that are needed.
 *
 * @param before accepted before this
 * @param from the last event of the stretch before; {@code null} for the first one
 * @param needed the first events after it that are needed, in order: the stretch ends with the last one, if they are as many as
 *     one statement may name
 */
record Stretch(Instant before, @Nullable Position from, List<Position> needed) {

    /** The last event of this stretch; {@code null} if no stretch follows. */
    @Nullable
    Position to() {
        return needed.size() < SqlRows.PART ? null : needed.get(needed.size() - 1);
    }

    /**
     * The rows of a table that are about these events.
     *
     * @param event the table's name for the id of an event
     */
    SqlCondition of(String event) {
        var time = ClickHouseTables.DIALECT.instant();
        var all = new SqlCondition("accepted < " + time, List.of(Micros.of(before)));
        if (from != null) {
            all = all.and(beyond(event, ">", from));
        }
        var to = to();
        if (to != null) {
            all = all.and(beyond(event, "<=", to));
        }
        if (needed.isEmpty()) {
            return all;
        }
        var kept = SqlCondition.oneOf(event, needed.stream().map(Position::id).toList(), ClickHouseTables.DIALECT);
        return all.and(new SqlCondition("NOT (" + kept.sql() + ")", kept.values()));
    }

    private static SqlCondition beyond(String event, String comparison, Position position) {
        return new SqlCondition(
                "(accepted, %s) %s (%s, ?)".formatted(event, comparison, ClickHouseTables.DIALECT.instant()),
                List.of(Micros.of(position.time()), position.id()));
    }
}
