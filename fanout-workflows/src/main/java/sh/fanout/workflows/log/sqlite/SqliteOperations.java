package sh.fanout.workflows.log.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sh.fanout.operation.OperationItem;
import sh.fanout.operation.OperationItemQuery;
import sh.fanout.workflows.log.ItemOutcome;
import sh.fanout.workflows.log.ItemRow;
import sh.fanout.workflows.log.Micros;
import sh.fanout.workflows.log.PlannedItem;
import sh.fanout.workflows.log.SqlCondition;
import sh.fanout.workflows.log.SqlOperations;
import sh.fanout.workflows.log.SqlRows;
import sh.fanout.workflows.log.WorkItem;

/** The operations in the file of the event log; what is long is done bit by bit, since events wait for the same writer. */
final class SqliteOperations extends SqlOperations {

    private static final int AT_ONCE = 5_000;

    private final SqliteDatabase database;

    SqliteOperations(SqliteDatabase database) {
        super(database, SqliteOperationTables.WRITE, SqliteTables.DIALECT);
        this.database = database;
    }

    @Override
    public void add(String operation, List<PlannedItem> items) {
        var purpose = "add items to operation " + operation;
        var rows = items.stream()
                .map(item -> ItemRow.values(operation, item, Micros::of))
                .toList();
        inParts(
                rows,
                part -> database.write(
                        purpose, connection -> SqlRows.executeEach(connection, SqliteOperationTables.ADD, part)));
    }

    @Override
    public long number(String operation) {
        var purpose = "number the items of operation " + operation;
        inParts(
                database.readAtLeisure(
                        purpose, SqliteOperationTables.FIND_TURNS, List.of(operation), SqliteOperations::turn),
                turns -> database.write(
                        purpose, connection -> SqlRows.executeEach(connection, SqliteOperationTables.SET_TURN, turns)));
        var inOrder = database.readAtLeisure(
                purpose, SqliteOperationTables.IN_ORDER, List.of(operation), row -> row.getLong("row"));
        var last = new AtomicLong();
        inParts(
                inOrder,
                rows -> database.write(
                        purpose, connection -> last.set(number(operation, rows, last.get(), connection))));
        // What was numbered before, when there were more items.
        database.write(
                purpose,
                connection -> SqlRows.execute(connection, SqliteOperationTables.DROP_ABOVE, operation, last.get()));
        return last.get();
    }

    /** When an item has its turn among all others. */
    private static @Nullable Object[] turn(ResultSet row) throws SQLException {
        return new @Nullable Object[] {row.getLong("turn"), row.getLong("row")};
    }

    private static <T> void inParts(List<T> all, Consumer<List<T>> part) {
        for (var i = 0; i < all.size(); i += AT_ONCE) {
            part.accept(all.subList(i, Math.min(i + AT_ONCE, all.size())));
        }
    }

    /** Numbers what nobody has erased since it was put in order, and returns the last number. */
    private static long number(String operation, List<Long> rows, long before, Connection connection)
            throws SQLException {
        var last = before;
        try (var item = connection.prepareStatement(SqliteOperationTables.NUMBER);
                var planned = connection.prepareStatement(SqliteOperationTables.IS_PLANNED)) {
            for (var row : rows) {
                SqlRows.set(item, last + 1, row, operation);
                if (item.executeUpdate() > 0 || isPlanned(operation, row, planned)) {
                    last++;
                }
            }
        }
        return last;
    }

    private static boolean isPlanned(String operation, long row, PreparedStatement planned) throws SQLException {
        SqlRows.set(planned, row, operation);
        try (var found = planned.executeQuery()) {
            return found.next();
        }
    }

    @Override
    public List<WorkItem> items(String operation, long after, int limit) {
        return database.ask(
                "read the items of operation " + operation,
                connection -> SqlRows.read(
                        connection, SqliteOperationTables.ITEMS, List.of(operation, after, limit), ItemRow::work));
    }

    @Override
    public void settle(List<ItemOutcome> outcomes) {
        var rows = outcomes.stream().map(SqliteOperations::settled).toList();
        database.write(
                "settle %d items".formatted(outcomes.size()),
                connection -> SqlRows.executeEach(connection, SqliteOperationTables.SETTLE, rows));
    }

    private static @Nullable Object[] settled(ItemOutcome outcome) {
        var item = outcome.item();
        return new @Nullable Object[] {
            outcome.status().name(), outcome.reason(), Micros.of(outcome.settled()), item.operation(), item.number()
        };
    }

    @Override
    public List<OperationItem> page(OperationItemQuery query) {
        var wanted = SqlCondition.of(query, SqliteTables.DIALECT);
        var sql = SqliteOperationTables.ITEM_PAGE.formatted(wanted.sql(), query.limit());
        return database.ask(
                "list the items of operation " + query.operation(),
                connection -> SqlRows.read(connection, sql, wanted.values(), ItemRow::read));
    }

    @Override
    public void drop(String operation) {
        drop(SqliteOperationTables.DROP_PLANNED, operation);
        drop(SqliteOperationTables.DROP, operation);
    }

    /** Removes an operation with its items: these first, so that what is cut short begins anew. */
    void forget(String operation) {
        drop(operation);
        database.write(
                "forget operation " + operation,
                connection -> SqlRows.execute(connection, SqliteOperationTables.FORGET, operation));
    }

    private void drop(String sql, String operation) {
        var dropped = new AtomicLong();
        do {
            database.write(
                    "drop the items of operation " + operation,
                    connection -> dropped.set(SqlRows.execute(connection, sql, operation, AT_ONCE)));
        } while (dropped.get() == AT_ONCE);
    }
}
