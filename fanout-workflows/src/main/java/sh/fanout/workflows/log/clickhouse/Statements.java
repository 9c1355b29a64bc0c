package sh.fanout.workflows.log.clickhouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import sh.fanout.workflows.log.SqlRows;

/** Statements that read nothing. */
final class Statements {

    private Statements() {}

    static void run(String sql, List<?> values, Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            // Else the driver would look for JDBC escapes such as {fn …} in the values.
            statement.setEscapeProcessing(false);
            SqlRows.set(statement, values.toArray());
            statement.execute();
        }
    }
}
