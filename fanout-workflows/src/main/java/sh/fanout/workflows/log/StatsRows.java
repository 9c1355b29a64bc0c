package sh.fanout.workflows.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import sh.fanout.log.Stats;
import sh.fanout.log.StatsQuery;

/** What has happened, counted by a SQL store per type and step. */
public final class StatsRows {

    private enum What {
        PUBLISHED("events", "accepted", "1 = 1", Tally::published),
        DELIVERED("deliveries", "settled", "status = 'DELIVERED'", Tally::delivered),
        FAILED("deliveries", "settled", "status IN ('FAILED', 'EXPIRED')", Tally::failed),
        DEAD_LETTERS("dead_letters", "parked", "1 = 1", Tally::deadLetters);

        private final String table;
        private final String time;
        private final String which;
        private final Function<Tally, List<Integer>> place;

        What(String table, String time, String which, Function<Tally, List<Integer>> place) {
            this.table = table;
            this.time = time;
            this.which = which;
            this.place = place;
        }

        List<Count> read(StatsQuery query, Condition.Types all, Dialect dialect, Connection connection)
                throws SQLException {
            var wanted = Condition.during(time, query, all, dialect);
            var sql = """
                    SELECT type, %1$s - (%1$s - %2$d) %% %3$d AS step_micros, COUNT(*) AS counted
                    FROM %4$s WHERE %5$s AND %6$s GROUP BY type, step_micros""".formatted(
                            dialect.micros().formatted(time),
                            EventRow.micros(query.from()),
                            query.step().toNanos() / 1_000,
                            dialect.table().formatted(table),
                            which,
                            wanted.sql());
            return SqlRows.read(
                    connection,
                    sql,
                    wanted.values(),
                    row -> new Count(row.getString("type"), this, row.getLong("step_micros"), row.getInt("counted")));
        }
    }

    private record Count(String type, What what, long stepMicros, int counted) {}

    private final StatsQuery query;
    private final Map<String, Tally> types = new TreeMap<>();

    private StatsRows(StatsQuery query) {
        this.query = query;
    }

    /** @param all as {@link Condition#of} has it */
    public static Stats read(StatsQuery query, Condition.Types all, Dialect dialect, Connection connection)
            throws SQLException {
        var rows = new StatsRows(query);
        for (var what : What.values()) {
            what.read(query, all, dialect, connection).forEach(rows::add);
        }
        return new Stats(query.from(), query.step(), rows.types());
    }

    private void add(Count count) {
        var step = (count.stepMicros() - EventRow.micros(query.from()))
                / (query.step().toNanos() / 1_000);
        var tally = types.computeIfAbsent(count.type(), type -> Tally.of(query.steps()));
        count.what().place.apply(tally).set((int) step, count.counted());
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

        Stats.OfType of(String type) {
            return new Stats.OfType(type, published, delivered, failed, deadLetters);
        }
    }
}
