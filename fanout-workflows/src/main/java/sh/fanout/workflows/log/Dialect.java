package sh.fanout.workflows.log;

import java.time.Instant;
import java.util.function.Function;

/**
 * How a store writes what a {@link SqlCondition} and the columns of a row say.
 *
 * <p>Where columns are listed, a tilde follows the name of a time: {@code id, accepted~}.
 *
 * @param table makes the name of a table with its rows as they are now
 * @param timeSuffix what follows the name of a time in the name of its column
 * @param micros reads the time of that name in microseconds
 * @param instant reads a parameter in microseconds as the value of such a column
 * @param anyType the column of the type where it is compared with several
 * @param tagged holds if the second parameter is in the column of the tags, a list in JSON; the first is the same as
 *     JSON, which is looked for beforehand since that is quick
 * @param types reads the ids of the event types that the log has
 * @param time what a row has for an instant
 */
public record Dialect(
        String table,
        String timeSuffix,
        String micros,
        String instant,
        String anyType,
        String tagged,
        String types,
        Function<Instant, Object> time) {

    /** The rows of a table as they are now. */
    public String rows(String ofTable) {
        return table.formatted(ofTable);
    }

    /** The names of columns, to be written. */
    public String names(String columns) {
        return columns.replace("~", timeSuffix);
    }

    /** The columns as a query gives them, a time as {@code accepted_micros}. */
    public String selected(String columns) {
        return columns.replaceAll("(\\w+)~", micros.formatted("$1") + " AS $1_micros");
    }

    /** The query for the newest rows of a table that meet a condition, by the column of a time and then by the id. */
    String newest(String columns, String ofTable, SqlCondition wanted, String time, int limit) {
        return "SELECT %s FROM %s WHERE %s ORDER BY %s DESC, id DESC LIMIT %d"
                .formatted(selected(columns), rows(ofTable), wanted.sql(), names(time), limit);
    }
}
