package sh.fanout.workflows.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows of a query, read to the end. */
public final class SqlRows {

    private SqlRows() {}

    /** Runs a query with the values of its parameters, and reads each row. */
    public static <T> List<T> read(Connection connection, String sql, List<?> values, Reader<T> reader)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (var row = statement.executeQuery()) {
                var read = new ArrayList<T>();
                while (row.next()) {
                    read.add(reader.read(row));
                }
                return read;
            }
        }
    }

    /** Makes a value of the row that a result set stands on. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
