package sh.fanout.workflows.log;

import java.util.ArrayList;
import java.util.List;
import sh.fanout.log.EventPosition;
import sh.fanout.log.EventQuery;

/**
 * Which events a query wants, as a SQL condition and the values of its parameters.
 *
 * @param sql the condition, to stand after WHERE
 * @param values one per parameter
 */
public record EventConditions(String sql, List<Object> values) {

    public EventConditions {
        values = List.copyOf(values);
    }

    /**
     * The condition of a query, its cursor included.
     *
     * @param accepted the column of the time
     * @param instant what reads a parameter in microseconds as such a time
     */
    public static EventConditions of(EventQuery query, String accepted, String instant) {
        var clauses = new ArrayList<String>();
        var values = new ArrayList<Object>();
        if (query.type() != null) {
            clauses.add("type = ?");
            values.add(query.type());
        }
        if (query.status() != null) {
            clauses.add("status = ?");
            values.add(query.status().name());
        }
        if (query.from() != null) {
            clauses.add(accepted + " >= " + instant);
            values.add(EventRow.micros(query.from()));
        }
        if (query.to() != null) {
            clauses.add(accepted + " < " + instant);
            values.add(EventRow.micros(query.to()));
        }
        if (query.after() != null) {
            clauses.add("(%s, id) < (%s, ?)".formatted(accepted, instant));
            values.addAll(valuesOf(query.after()));
        }
        return new EventConditions(clauses.isEmpty() ? "1 = 1" : String.join(" AND ", clauses), values);
    }

    /** The values of a position: its time in microseconds, and its id. */
    public static List<Object> valuesOf(EventPosition position) {
        return List.of(EventRow.micros(position.accepted()), position.id());
    }
}
