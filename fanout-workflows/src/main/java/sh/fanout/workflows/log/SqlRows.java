package sh.fanout.workflows.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows of a query. */
public final class SqlRows {

    /** How many keys a statement may list. */
    public static final int PART = 1_000;

    private SqlRows() {}

    /** Runs a query with the values of its parameters, and reads each row. */
    public static <T> List<T> read(Connection connection, String sql, List<?> values, Reader<T> reader)
            throws SQLException {
        var read = new ArrayList<T>();
        readWhile(read::add, connection, sql, values, reader);
        return read;
    }

    /** Runs a query, and reads one row after the other as long as {@code taker} takes more. */
    public static <T> void readWhile(
            Predicate<T> taker, Connection connection, String sql, List<?> values, Reader<T> reader)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            set(statement, values.toArray());
            try (var row = statement.executeQuery()) {
                while (row.next() && taker.test(reader.read(row))) {
                    // The taker has it.
                }
            }
        }
    }

    /** Sets the values of all parameters. */
    public static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** Executes a statement with the values of its parameters, and returns how many rows it has changed. */
    public static int execute(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        return executeEach(connection, sql, Collections.singletonList(values));
    }

    /** Executes a statement once with each row of values, and returns how many rows it has changed. */
    public static int executeEach(Connection connection, String sql, List<@Nullable Object[]> rows)
            throws SQLException {
        var changed = 0;
        try (var statement = connection.prepareStatement(sql)) {
            for (var values : rows) {
                set(statement, values);
                changed += statement.executeUpdate();
            }
        }
        return changed;
    }

    /** Executes the statements of each of the lists, which have no parameters. */
    public static void executeAll(Connection connection, String[]... lists) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var list : lists) {
                for (var sql : list) {
                    statement.execute(sql);
                }
            }
        }
    }

    /** One parameter for each of the columns. */
    public static String parameters(String columns) {
        return columns.replaceAll("[^,]+", "?");
    }

    /** Runs a query whose only row has only a number. */
    public static int count(Connection connection, String sql, List<?> values) throws SQLException {
        return read(connection, sql, values, row -> row.getInt(1)).get(0);
    }

    static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** Runs a query about many keys, which is about {@value #PART} of them at a time: a statement has a greatest length. */
    public static <K, T> List<T> readInParts(Collection<K> keys, Query<K, T> query) throws SQLException {
        var all = List.copyOf(keys);
        var read = new ArrayList<T>();
        for (var i = 0; i < all.size(); i += PART) {
            read.addAll(query.about(all.subList(i, Math.min(i + PART, all.size()))));
        }
        return read;
    }

    /** Reads the rows about some keys, of which there is at least one. */
    @FunctionalInterface
    public interface Query<K, T> {
        List<T> about(List<K> keys) throws SQLException;
    }

    /** Makes a value of the row that a result set stands on. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
