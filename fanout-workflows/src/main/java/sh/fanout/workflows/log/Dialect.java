package sh.fanout.workflows.log;

/**
 * How a store writes what a {@link Condition} says.
 *
 * @param table makes the name of a table with its rows as they are now
 * @param timeSuffix what follows the name of a time in the name of its column
 * @param micros reads the time of that name in microseconds
 * @param instant reads a parameter in microseconds as the value of such a column
 * @param anyType the column {@code type} where it is compared with several
 * @param tagged holds if the second parameter is in the column {@code tags}, a list in JSON; the first is the same as JSON, which is
 *     looked for beforehand since that is quick
 */
public record Dialect(String table, String timeSuffix, String micros, String instant, String anyType, String tagged) {}
