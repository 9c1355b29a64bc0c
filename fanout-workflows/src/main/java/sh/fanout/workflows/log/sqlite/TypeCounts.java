package sh.fanout.workflows.log.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import sh.fanout.log.StatsQuery;
import sh.fanout.workflows.log.Micros;
import sh.fanout.workflows.log.SqlCondition;
import sh.fanout.workflows.log.SqlRows;
import sh.fanout.workflows.log.StatsRows.Count;
import sh.fanout.workflows.log.StatsRows.What;

/**
 * Counts along the index of a type, one step after the other: to group rows, SQLite sorts them, which takes several times as
 * long.
 */
final class TypeCounts {

    private static final String STEPS = """
            WITH RECURSIVE steps (step_micros) AS (
                SELECT %1$d UNION ALL SELECT step_micros + %2$d FROM steps WHERE step_micros + %2$d < %3$d)
            SELECT step_micros, (
                SELECT COUNT(*) FROM %4$s
                WHERE type = ? AND %5$s AND %6$s_micros >= step_micros AND %6$s_micros < step_micros + %2$d) AS counted
            FROM steps""";

    private TypeCounts() {}

    static List<Count> of(What what, StatsQuery query, Connection connection) throws SQLException {
        var sql = STEPS.formatted(
                Micros.of(query.steps().from()),
                Micros.of(query.steps().length()),
                Micros.of(query.steps().to()),
                what.table(),
                what.condition(),
                what.time());
        var types = query.types() == null
                ? SqlCondition.types(SqliteTables.DIALECT, connection)
                : SqlCondition.matching(query.types(), SqliteTables.DIALECT, connection);
        var counts = new ArrayList<Count>();
        for (var type : types) {
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
