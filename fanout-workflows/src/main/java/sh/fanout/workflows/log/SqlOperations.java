package sh.fanout.workflows.log;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationItem;
import sh.fanout.operation.OperationPage;
import sh.fanout.operation.OperationQuery;

/** The operations that a SQL database keeps; how their items are numbered, settled and read along is up to the store. */
public abstract class SqlOperations implements OperationLog {

    private final SqlDatabase database;
    private final RowWriter operations;
    private final Dialect dialect;

    protected SqlOperations(SqlDatabase database, RowWriter operations, Dialect dialect) {
        this.database = database;
        this.operations = operations;
        this.dialect = dialect;
    }

    @Override
    public void write(Operation operation, long revision) {
        var row = Collections.singletonList(OperationRow.values(operation, revision, dialect.time()));
        database.write("store operation " + operation.id(), connection -> operations.write(row, connection));
    }

    @Override
    public void writeEnd(Operation ended) {
        var sql = "SELECT revision FROM %s WHERE id = ?".formatted(dialect.rows("operations"));
        var told = database.ask(
                "find operation " + ended.id(),
                connection -> SqlRows.read(connection, sql, List.of(ended.id()), row -> row.getLong("revision")));
        told.forEach(revision -> write(ended, revision));
    }

    @Override
    public Map<String, Map<OperationItem.Status, Long>> counts(String operation) {
        var sql = """
                SELECT subscription, status, COUNT(*) AS items FROM %s WHERE operation = ?
                GROUP BY subscription, status""".formatted(dialect.rows("operation_items"));
        return database.ask(
                "count the items of operation " + operation,
                connection ->
                        ItemRow.bySubscription(SqlRows.read(connection, sql, List.of(operation), ItemRow::count)));
    }

    @Override
    public Optional<Operation> find(String id) {
        return read("find operation " + id, SqlCondition.oneOf("id", List.of(id), dialect), 1).stream()
                .findFirst();
    }

    @Override
    public OperationPage page(OperationQuery query) {
        return OperationRow.page(
                read("list operations", SqlCondition.of(query, dialect), Cut.toRead(query.limit())), query.limit());
    }

    private List<Operation> read(String purpose, SqlCondition wanted, int limit) {
        var sql = dialect.newest(OperationRow.COLUMNS, "operations", wanted, "created~", limit);
        return database.ask(purpose, connection -> SqlRows.read(connection, sql, wanted.values(), OperationRow::read));
    }
}
