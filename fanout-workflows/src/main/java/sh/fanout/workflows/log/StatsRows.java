package sh.fanout.workflows.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sh.fanout.log.Stats;
import sh.fanout.log.StatsQuery;

/** What has happened, counted by a SQL store per type and step. */
public final class StatsRows {

    /** What is counted, by what time. */
    public enum What {
        PUBLISHED("events", "accepted", "1 = 1"),
        DELIVERED("deliveries", "settled", "status = 'DELIVERED'"),
        FAILED("deliveries", "settled", "status IN ('FAILED', 'EXPIRED')"),
        DEAD_LETTERS("dead_letters", "parked", "1 = 1");

        private final String table;
        private final String time;
        private final String condition;

        What(String table, String time, String condition) {
            this.table = table;
            this.time = time;
            this.condition = condition;
        }

        public String table() {
            return table;
        }

        public String time() {
            return time;
        }

        /** Which rows of the table are counted. */
        public String condition() {
            return condition;
        }
    }

    /** How many there were of one type in the step that begins then. */
    public record Count(String type, long stepMicros, int counted) {}

    private final StatsQuery query;
    private final Map<String, Tally> types = new TreeMap<>();

    private StatsRows(StatsQuery query) {
        this.query = query;
    }

    /** Counts everything that there is to count. */
    static Stats read(StatsQuery query, Counting counting) throws SQLException {
        var rows = new StatsRows(query);
        for (var what : What.values()) {
            counting.count(what).forEach(it -> rows.add(what, it));
        }
        return new Stats(query.steps().from(), query.steps().length(), rows.types());
    }

    /** Counts by grouping all rows. */
    public static List<Count> grouped(What what, StatsQuery query, Dialect dialect, Connection connection)
            throws SQLException {
        var wanted = SqlCondition.during(what.time(), query, dialect, connection);
        var sql = """
                SELECT type, %1$s - (%1$s - %2$d) %% %3$d AS step_micros, COUNT(*) AS counted
                FROM %4$s WHERE %5$s AND %6$s GROUP BY type, step_micros""".formatted(
                        dialect.micros().formatted(what.time()),
                        Micros.of(query.steps().from()),
                        Micros.of(query.steps().length()),
                        dialect.rows(what.table()),
                        what.condition(),
                        wanted.sql());
        return SqlRows.read(
                connection,
                sql,
                wanted.values(),
                row -> new Count(row.getString("type"), row.getLong("step_micros"), row.getInt("counted")));
    }

    private void add(What what, Count count) {
        var step = (count.stepMicros() - Micros.of(query.steps().from()))
                / Micros.of(query.steps().length());
        var tally = types.computeIfAbsent(
                count.type(), type -> Tally.of(query.steps().count()));
        tally.of(what).set((int) step, count.counted());
    }

    private List<Stats.OfType> types() {
        return types.entrySet().stream()
                .map(entry -> entry.getValue().of(entry.getKey()))
                .toList();
    }

    /** The numbers of one type, while they are gathered. */
    private record Tally(
            List<Integer> published, List<Integer> delivered, List<Integer> failed, List<Integer> deadLetters) {

        static Tally of(int steps) {
            return new Tally(nothing(steps), nothing(steps), nothing(steps), nothing(steps));
        }

        private static List<Integer> nothing(int steps) {
            return new ArrayList<>(Collections.nCopies(steps, 0));
        }

        List<Integer> of(What what) {
            return switch (what) {
                case PUBLISHED -> published;
                case DELIVERED -> delivered;
                case FAILED -> failed;
                case DEAD_LETTERS -> deadLetters;
            };
        }

        Stats.OfType of(String type) {
            return new Stats.OfType(type, published, delivered, failed, deadLetters);
        }
    }

    /** Counts one thing, as the store does that best. */
    @FunctionalInterface
    interface Counting {
        List<Count> count(What what) throws SQLException;
    }
}
