package sh.fanout.workflows.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.EventStatus;
import sh.fanout.log.Position;
import sh.fanout.workflows.temporal.FanoutJson;

/** What must hold, clause by clause; what a query leaves open adds none. */
final class Clauses {

    private final List<String> clauses = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private final String time;
    private final Dialect dialect;

    Clauses(String time, Dialect dialect) {
        this.time = time + dialect.timeSuffix();
        this.dialect = dialect;
    }

    Clauses equal(String column, @Nullable Object value) {
        return value == null ? this : add(column + " = ?", List.of(value.toString()));
    }

    /** Twice, since SQLite reads its index of what is not delivered only where the condition says just that. */
    Clauses status(@Nullable EventStatus status) {
        return status == null || status == EventStatus.DELIVERED
                ? equal("status", status)
                : equal("status", status).add("status <> 'DELIVERED'", List.of());
    }

    Clauses above(String column, long value) {
        return add(column + " > ?", List.of(value));
    }

    Clauses type(@Nullable Collection<String> any) {
        return any == null ? this : oneOf(any.size() > 1 ? dialect.anyType() : "type", any);
    }

    Clauses oneOf(String column, Collection<String> any) {
        return any.isEmpty()
                ? add("1 = 0", List.of())
                : add("%s IN (%s)".formatted(column, repeated("?", any.size())), any);
    }

    /** As {@link #oneOf}, but of no value at all it leaves all rows. */
    Clauses anyOf(String column, Collection<String> any) {
        return any.isEmpty() ? this : oneOf(column, any);
    }

    Clauses tagged(@Nullable String tag) {
        return tag == null ? this : add(dialect.tagged(), List.of(FanoutJson.MAPPER.writeValueAsString(tag), tag));
    }

    Clauses between(@Nullable Instant from, @Nullable Instant to) {
        if (from != null) {
            add(time + " >= " + dialect.instant(), List.of(Micros.of(from)));
        }
        return to == null ? this : add(time + " < " + dialect.instant(), List.of(Micros.of(to)));
    }

    /** The time once more by itself: ClickHouse finds no place in the order of a table by two columns that are one value. */
    Clauses beyond(String comparison, @Nullable Position position) {
        if (position == null) {
            return this;
        }
        var at = dialect.instant();
        var micros = Micros.of(position.time());
        return add(
                "%1$s %2$.1s= %3$s AND (%1$s, id) %2$s (%3$s, ?)".formatted(time, comparison, at),
                List.of(micros, micros, position.id()));
    }

    SqlCondition all() {
        return new SqlCondition(clauses.isEmpty() ? "1 = 1" : String.join(" AND ", clauses), values);
    }

    private Clauses add(String clause, Collection<?> itsValues) {
        clauses.add(clause);
        values.addAll(itsValues);
        return this;
    }

    private static String repeated(String parameter, int count) {
        return String.join(", ", Collections.nCopies(count, parameter));
    }
}
