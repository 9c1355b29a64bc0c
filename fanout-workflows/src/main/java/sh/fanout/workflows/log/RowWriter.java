package sh.fanout.workflows.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows of one table, each as an array of the values of its columns; an older row changes nothing. */
@FunctionalInterface
public interface RowWriter {

    void write(List<@Nullable Object[]> rows, Connection connection) throws SQLException;
}
