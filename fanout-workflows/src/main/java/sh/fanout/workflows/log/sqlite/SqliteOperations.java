package sh.fanout.workflows.log.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationItem;
import sh.fanout.operation.OperationItemQuery;
import sh.fanout.operation.OperationPage;
import sh.fanout.operation.OperationQuery;
import sh.fanout.workflows.log.Condition;
import sh.fanout.workflows.log.EventRow;
import sh.fanout.workflows.log.ItemOutcome;
import sh.fanout.workflows.log.ItemRow;
import sh.fanout.workflows.log.OperationLog;
import sh.fanout.workflows.log.OperationRow;
import sh.fanout.workflows.log.PlannedItem;
import sh.fanout.workflows.log.SqlRows;
import sh.fanout.workflows.log.WorkItem;

/** The operations in the file of the event log; what is long is done bit by bit, since events wait for the same writer. */
final class SqliteOperations implements OperationLog {

    private static final int AT_ONCE = 5_000;

    private final SqliteEventLog log;

    SqliteOperations(SqliteEventLog log) {
        this.log = log;
    }

    @Override
    public void write(Operation operation, long revision) {
        log.write("store operation " + operation.id(), connection -> {
            try (var row = connection.prepareStatement(OperationSchema.WRITE)) {
                SqlRows.set(row, OperationRow.values(operation, revision, EventRow::micros));
                row.executeUpdate();
            }
        });
    }

    @Override
    public void add(String operation, List<PlannedItem> items) {
        var purpose = "add items to operation " + operation;
        inParts(items, part -> log.write(purpose, connection -> add(operation, part, connection)));
    }

    private static void add(String operation, List<PlannedItem> items, Connection connection) throws SQLException {
        try (var row = connection.prepareStatement(OperationSchema.ADD)) {
            for (var item : items) {
                SqlRows.set(row, ItemRow.values(operation, item, EventRow::micros));
                row.executeUpdate();
            }
        }
    }

    @Override
    public long number(String operation) {
        var purpose = "number the items of operation " + operation;
        inParts(
                log.readAtLeisure(purpose, OperationSchema.FIND_TURNS, List.of(operation), Turn::read),
                turns -> log.write(purpose, connection -> setTurns(turns, connection)));
        var inOrder =
                log.readAtLeisure(purpose, OperationSchema.IN_ORDER, List.of(operation), row -> row.getLong("row"));
        var last = new AtomicLong();
        inParts(
                inOrder,
                rows -> log.write(purpose, connection -> last.set(number(operation, rows, last.get(), connection))));
        log.write(purpose, connection -> dropAbove(last.get(), operation, connection));
        return last.get();
    }

    private static <T> void inParts(List<T> all, Consumer<List<T>> part) {
        for (var i = 0; i < all.size(); i += AT_ONCE) {
            part.accept(all.subList(i, Math.min(i + AT_ONCE, all.size())));
        }
    }

    private static void setTurns(List<Turn> turns, Connection connection) throws SQLException {
        try (var row = connection.prepareStatement(OperationSchema.SET_TURN)) {
            for (var turn : turns) {
                row.setLong(1, turn.micros());
                row.setLong(2, turn.row());
                row.executeUpdate();
            }
        }
    }

    /** Numbers what nobody has erased since it was put in order, and returns the last number. */
    private static long number(String operation, List<Long> rows, long before, Connection connection)
            throws SQLException {
        var last = before;
        try (var item = connection.prepareStatement(OperationSchema.NUMBER);
                var planned = connection.prepareStatement(OperationSchema.IS_PLANNED)) {
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

    /** What was numbered before, when there were more items. */
    private static void dropAbove(long last, String operation, Connection connection) throws SQLException {
        try (var items = connection.prepareStatement(OperationSchema.DROP_ABOVE)) {
            items.setString(1, operation);
            items.setLong(2, last);
            items.executeUpdate();
        }
    }

    @Override
    public List<WorkItem> items(String operation, long after, int limit) {
        return log.read(
                "read the items of operation " + operation,
                connection -> SqlRows.read(
                        connection, OperationSchema.ITEMS, List.of(operation, after, limit), ItemRow::work));
    }

    @Override
    public void settle(List<ItemOutcome> outcomes) {
        log.write("settle %d items".formatted(outcomes.size()), connection -> {
            try (var row = connection.prepareStatement(OperationSchema.SETTLE)) {
                for (var outcome : outcomes) {
                    row.setString(1, outcome.status().name());
                    row.setString(2, outcome.reason());
                    row.setLong(3, EventRow.micros(outcome.settled()));
                    row.setString(4, outcome.item().operation());
                    row.setLong(5, outcome.item().number());
                    row.executeUpdate();
                }
            }
        });
    }

    @Override
    public Map<String, Map<OperationItem.Status, Long>> counts(String operation) {
        return log.read(
                "count the items of operation " + operation,
                connection -> ItemRow.bySubscription(
                        SqlRows.read(connection, OperationSchema.COUNTS, List.of(operation), ItemRow::count)));
    }

    @Override
    public Optional<Operation> find(String id) {
        return log.read(
                "find operation " + id,
                connection -> SqlRows.read(connection, OperationSchema.FIND, List.of(id), OperationRow::read).stream()
                        .findFirst());
    }

    @Override
    public OperationPage page(OperationQuery query) {
        var wanted = Condition.of(query, Schema.DIALECT);
        var sql = OperationSchema.PAGE.formatted(wanted.sql(), query.limit() + 1);
        return log.read(
                "list operations",
                connection -> OperationRow.page(
                        SqlRows.read(connection, sql, wanted.values(), OperationRow::read), query.limit()));
    }

    @Override
    public List<OperationItem> page(OperationItemQuery query) {
        var wanted = Condition.of(query, Schema.DIALECT);
        var sql = OperationSchema.ITEM_PAGE.formatted(wanted.sql(), query.limit());
        return log.read(
                "list the items of operation " + query.operation(),
                connection -> SqlRows.read(connection, sql, wanted.values(), ItemRow::read));
    }

    @Override
    public void drop(String operation) {
        drop(OperationSchema.DROP_PLANNED, operation);
        drop(OperationSchema.DROP, operation);
    }

    /** Removes an operation with its items: these first, so that what is cut short begins anew. */
    void forget(String operation) {
        drop(operation);
        log.write("forget operation " + operation, connection -> {
            try (var row = connection.prepareStatement(OperationSchema.FORGET)) {
                row.setString(1, operation);
                row.executeUpdate();
            }
        });
    }

    private void drop(String sql, String operation) {
        var dropped = new AtomicLong();
        do {
            log.write("drop the items of operation " + operation, connection -> {
                try (var some = connection.prepareStatement(sql)) {
                    some.setString(1, operation);
                    some.setInt(2, AT_ONCE);
                    dropped.set(some.executeUpdate());
                }
            });
        } while (dropped.get() == AT_ONCE);
    }

    /** When an item has its turn among all others. */
    private record Turn(long row, long micros) {

        static Turn read(ResultSet row) throws SQLException {
            return new Turn(row.getLong("row"), row.getLong("turn"));
        }
    }
}
