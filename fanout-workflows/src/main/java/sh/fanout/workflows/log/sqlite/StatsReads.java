package sh.fanout.workflows.log.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import sh.fanout.log.StatsQuery;
import sh.fanout.workflows.log.Condition;
import sh.fanout.workflows.log.EventRow;
import sh.fanout.workflows.log.SqlRows;
import sh.fanout.workflows.log.StatsRows;
import sh.fanout.workflows.log.StatsRows.Count;
import sh.fanout.workflows.log.StatsRows.What;

/**
 * Counts along the index of a type, one step after the other.
 *
 * <p>To group rows, SQLite sorts them, which takes several times as long. Dead letters are few, and have no such index.
 */
final class StatsReads {

    private static final String STEPS = """
            WITH RECURSIVE steps (step_micros) AS (
                SELECT %1$d UNION ALL SELECT step_micros + %2$d FROM steps WHERE step_micros + %2$d < %3$d)
            SELECT step_micros, (
                SELECT COUNT(*) FROM %4$s
                WHERE type = ? AND %5$s AND %6$s_micros >= step_micros AND %6$s_micros < step_micros + %2$d) AS counted
            FROM steps""";

    private final StatsQuery query;
    private final Condition.Types all;
    private final Connection connection;

    StatsReads(StatsQuery query, Condition.Types all, Connection connection) {
        this.query = query;
        this.all = all;
        this.connection = connection;
    }

    List<Count> count(What what) throws SQLException {
        return what == What.DEAD_LETTERS
                ? StatsRows.grouped(what, query, all, Schema.DIALECT, connection)
                : stepByStep(what);
    }

    private List<Count> stepByStep(What what) throws SQLException {
        var sql = STEPS.formatted(
                EventRow.micros(query.steps().from()),
                EventRow.micros(query.steps().length()),
                EventRow.micros(query.steps().to()),
                what.table(),
                what.condition(),
                what.time());
        var counts = new ArrayList<Count>();
        for (var type : query.types() == null ? all.read() : Condition.matching(query.types(), all)) {
            counts.addAll(SqlRows.read(
                    connection,
                    sql,
                    List.of(type),
                    row -> new Count(type, row.getLong("step_micros"), row.getInt("counted"))));
        }
        counts.removeIf(it -> it.counted() == 0);
        return counts;
    }
}
