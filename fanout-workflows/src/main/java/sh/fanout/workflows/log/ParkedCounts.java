package sh.fanout.workflows.log;

import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.deadletter.DeadLetterGroup;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.log.Steps;

/** When the letters of groups were parked, counted by a SQL store for all of the groups at once. */
final class ParkedCounts {

    private ParkedCounts() {}

    /**
     * Groups with their counts.
     *
     * @param groups of what the query matches
     * @param steps in which time; {@code null} to leave the groups as they are
     */
    public static List<DeadLetterGroup> of(
            List<DeadLetterGroup> groups,
            DeadLetterQuery query,
            @Nullable Steps steps,
            Dialect dialect,
            Connection connection)
            throws SQLException {
        if (groups.isEmpty() || steps == null) {
            return groups;
        }
        var counts = new HashMap<String, List<Integer>>();
        var wanted = SqlCondition.of(
                        query.fromStart()
                                .inGroups(groups.stream()
                                        .map(DeadLetterGroup::group)
                                        .collect(toSet())),
                        dialect)
                .and(SqlCondition.parked(steps, dialect));
        var from = Micros.of(steps.from());
        var length = Micros.of(steps.length());
        var sql = """
                SELECT group_id, %1$s - (%1$s - %2$d) %% %3$d AS step_micros, COUNT(*) AS counted
                FROM %4$s WHERE %5$s GROUP BY group_id, step_micros""".formatted(
                        dialect.micros().formatted("parked"), from, length, dialect.rows("dead_letters"), wanted.sql());
        SqlRows.read(connection, sql, wanted.values(), row -> {
            var step = (int) ((row.getLong("step_micros") - from) / length);
            return counts.computeIfAbsent(row.getString("group_id"), group -> nothing(steps))
                    .set(step, row.getInt("counted"));
        });
        return groups.stream()
                .map(it -> it.parked(counts.getOrDefault(it.group(), nothing(steps))))
                .toList();
    }

    private static List<Integer> nothing(Steps steps) {
        return new ArrayList<>(Collections.nCopies(steps.count(), 0));
    }
}
