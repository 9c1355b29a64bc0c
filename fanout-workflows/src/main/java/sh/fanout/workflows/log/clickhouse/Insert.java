package sh.fanout.workflows.log.clickhouse;

import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.data.ClickHouseFormat;
import com.clickhouse.jdbc.ConnectionImpl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.log.RowWriter;
import sh.fanout.workflows.temporal.FanoutJson;

/**
 * Rows of a table on their way to the server, as JSON: the driver would write each into the text of a statement, for which
 * it and the server take many times as long.
 */
record Insert(String table, List<String> columns) implements RowWriter {

    /** @param columns in the order of the values of a row, as a {@link sh.fanout.workflows.log.Dialect} has them */
    static Insert into(String table, String columns) {
        return new Insert(table, List.of(ClickHouseTables.DIALECT.names(columns).split(", ")));
    }

    /** Returns once the server has the rows. */
    @Override
    public void write(List<@Nullable Object[]> rows, Connection connection) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        var client = connection.unwrap(ConnectionImpl.class).getClient();
        var text = new ByteArrayInputStream(json(rows));
        try {
            client.insert(table, columns, text, ClickHouseFormat.JSONCompactEachRow, new InsertSettings())
                    .join()
                    .close();
        } catch (CompletionException e) {
            throw new SQLException("The rows for %s were not stored.".formatted(table), e.getCause());
        }
    }

    private static byte[] json(List<@Nullable Object[]> rows) {
        var bytes = new ByteArrayOutputStream();
        // A writer puts a question mark for half a character, of which an error message may have one.
        var writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
        try (var lines = FanoutJson.MAPPER.writer().withRootValueSeparator("\n").writeValues(writer)) {
            lines.writeAll(rows);
        }
        return bytes.toByteArray();
    }
}
