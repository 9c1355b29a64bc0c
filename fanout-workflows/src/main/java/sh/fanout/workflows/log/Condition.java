package sh.fanout.workflows.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.log.EventQuery;
import sh.fanout.log.Position;

/**
 * Which rows a query wants, as a SQL condition and the values of its parameters.
 *
 * @param sql the condition, to stand after WHERE
 * @param values one per parameter
 */
public record Condition(String sql, List<Object> values) {

    public Condition {
        values = List.copyOf(values);
    }

    /**
     * The condition of a query, its cursor included.
     *
     * @param accepted the column of the time
     * @param instant what reads a parameter in microseconds as such a time
     */
    public static Condition of(EventQuery query, String accepted, String instant) {
        return new Clauses(accepted, instant)
                .equal("type", query.events().types())
                .equal("status", query.events().status())
                .between(query.events().from(), query.events().to())
                .after(query.after())
                .all();
    }

    /**
     * The condition of a query, its cursor included.
     *
     * @param parked the column of the time
     * @param instant what reads a parameter in microseconds as such a time
     */
    public static Condition of(DeadLetterQuery query, String parked, String instant) {
        return new Clauses(parked, instant)
                .equal("type", query.type())
                .equal("subscription", query.subscription())
                .equal("status", query.status())
                .equal("fingerprint", query.group())
                .between(query.from(), query.to())
                .after(query.after())
                .all();
    }

    /** The values of a position: its time in microseconds, and its id. */
    public static List<Object> valuesOf(Position position) {
        return List.of(EventRow.micros(position.time()), position.id());
    }

    /** What must hold, clause by clause; what a query leaves open adds none. */
    private static final class Clauses {

        private final List<String> clauses = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();
        private final String time;
        private final String instant;

        Clauses(String time, String instant) {
            this.time = time;
            this.instant = instant;
        }

        Clauses equal(String column, @Nullable Object value) {
            return value == null ? this : add(column + " = ?", List.of(value.toString()));
        }

        Clauses between(@Nullable Instant from, @Nullable Instant to) {
            if (from != null) {
                add(time + " >= " + instant, List.of(EventRow.micros(from)));
            }
            return to == null ? this : add(time + " < " + instant, List.of(EventRow.micros(to)));
        }

        Clauses after(@Nullable Position position) {
            return position == null ? this : add("(%s, id) < (%s, ?)".formatted(time, instant), valuesOf(position));
        }

        Condition all() {
            return new Condition(clauses.isEmpty() ? "1 = 1" : String.join(" AND ", clauses), values);
        }

        private Clauses add(String clause, List<Object> itsValues) {
            clauses.add(clause);
            values.addAll(itsValues);
            return this;
        }
    }
}
