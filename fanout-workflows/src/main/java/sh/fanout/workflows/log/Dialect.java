package sh.fanout.workflows.log;

/**
 * How a store writes what a {@link Condition} says.
 *
 * @param table makes the name of a table with its rows as they are now
 * @param timeSuffix what follows the name of a time in the name of its column
 * @param micros reads the time of that name in microseconds
 * @param instant reads a parameter in microseconds as the value of such a column
 * @param rows makes a list of rows, each in brackets, what IN takes
 * @param anyType the column {@code type} where it is compared with several
 * @param tagged holds if a parameter is in the column {@code tags}, a list in JSON
 */
public record Dialect(
        String table, String timeSuffix, String micros, String instant, String rows, String anyType, String tagged) {}
