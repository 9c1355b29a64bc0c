package sh.fanout.workflows.log.clickhouse;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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

/** The operations in the database of the event log. */
final class ClickHouseOperations extends SqlOperations {

    private final ClickHouseDatabase database;

    ClickHouseOperations(ClickHouseDatabase database) {
        super(database, ClickHouseOperationTables.WRITE, ClickHouseTables.DIALECT);
        this.database = database;
    }

    @Override
    public void add(String operation, List<PlannedItem> items) {
        var rows = items.stream()
                .map(item -> ItemRow.values(operation, item, ClickHouseTables::time))
                .toList();
        database.write(
                "add items to operation " + operation,
                connection -> ClickHouseOperationTables.ADD.write(rows, connection));
    }

    @Override
    public long number(String operation) {
        return database.askPatiently("number the items of operation " + operation, patient -> {
            ClickHouseDatabase.run(ClickHouseOperationTables.NUMBER, List.of(operation), patient);
            var again = numbers(ClickHouseOperationTables.NUMBERED_AGAIN, operation, patient);
            if (!again.isEmpty()) {
                var sql = ClickHouseOperationTables.DROP_SOME.formatted(
                        again.stream().map(String::valueOf).collect(joining(", ")));
                ClickHouseDatabase.run(sql, List.of(operation), patient);
            }
            return numbers(ClickHouseOperationTables.LAST_NUMBER, operation, patient)
                    .get(0);
        });
    }

    private static List<Long> numbers(String sql, String operation, Connection connection) throws SQLException {
        return SqlRows.read(connection, sql, List.of(operation), row -> row.getLong("number"));
    }

    @Override
    public List<WorkItem> items(String operation, long after, int limit) {
        var range = range(operation, after, limit);
        return database.ask(
                "read the items of operation " + operation,
                connection -> SqlRows.read(
                        connection,
                        ClickHouseOperationTables.ITEMS.formatted(range.sql()),
                        range.values(),
                        ItemRow::work));
    }

    /** Numbers have no gaps, so that a page is a range. */
    private static SqlCondition range(String operation, long after, int limit) {
        return new SqlCondition(
                "operation = ? AND number > ? AND number <= ?", List.of(operation, after, after + limit));
    }

    @Override
    public void settle(List<ItemOutcome> outcomes) {
        database.write("settle %d items".formatted(outcomes.size()), connection -> {
            var ofOne = outcomes.stream()
                    .collect(groupingBy(outcome -> outcome.item().operation()));
            for (var operation : ofOne.entrySet()) {
                settle(operation.getKey(), operation.getValue(), connection);
            }
        });
    }

    private static void settle(String operation, List<ItemOutcome> outcomes, Connection connection)
            throws SQLException {
        var first = new LinkedHashMap<Long, ItemOutcome>();
        outcomes.forEach(outcome -> first.putIfAbsent(outcome.item().number(), outcome));
        var found = SqlRows.readInParts(first.keySet(), numbers -> found(operation, numbers, connection));
        if (found.isEmpty() && found(operation, List.of(1L), connection).isEmpty()) {
            // The operation is from before this store, or its items are dropped: nobody looks for them here.
            return;
        }
        if (found.size() < first.size()) {
            // A replica that has not heard of them yet: an outcome that is passed over now would never be known.
            throw new SQLException("%d of its items are not there".formatted(first.size() - found.size()));
        }
        var settled = found.stream()
                .filter(Found::open)
                .map(item -> settled(item.planned(), requireNonNull(first.get(item.number()))))
                .toList();
        ClickHouseOperationTables.SETTLE.write(settled, connection);
    }

    private static @Nullable Object[] settled(PlannedItem planned, ItemOutcome outcome) {
        var asPlanned = ItemRow.values(outcome.item().operation(), planned, ClickHouseTables::time);
        var news = new @Nullable Object[] {
            outcome.status().name(),
            outcome.reason(),
            false,
            outcome.item().number(),
            Long.MAX_VALUE - Micros.of(outcome.settled()),
            ClickHouseTables.time(outcome.settled())
        };
        var row = Arrays.copyOf(
                asPlanned, ClickHouseOperationTables.SETTLE.columns().size());
        System.arraycopy(news, 0, row, row.length - news.length, news.length);
        return row;
    }

    private static List<Found> found(String operation, List<Long> numbers, Connection connection) throws SQLException {
        var wanted = "operation = ? AND number IN (%s)"
                .formatted(String.join(", ", Collections.nCopies(numbers.size(), "?")));
        var values = new ArrayList<Object>(numbers);
        values.add(0, operation);
        return SqlRows.read(connection, ClickHouseOperationTables.ITEMS.formatted(wanted), values, Found::read);
    }

    @Override
    public List<OperationItem> page(OperationItemQuery query) {
        var wanted = query.status() == null && query.subscription() == null
                ? range(query.operation(), query.after(), query.limit())
                : found(query);
        return database.ask(
                "list the items of operation " + query.operation(),
                connection -> SqlRows.read(
                        connection,
                        ClickHouseOperationTables.ITEMS.formatted(wanted.sql()),
                        wanted.values(),
                        ItemRow::read));
    }

    private static SqlCondition found(OperationItemQuery query) {
        var wanted = SqlCondition.of(query, ClickHouseTables.DIALECT);
        return new SqlCondition("operation = ?", List.of(query.operation()))
                .and(new SqlCondition(
                        ClickHouseOperationTables.FIND_NUMBERS.formatted(wanted.sql(), query.limit()),
                        wanted.values()));
    }

    @Override
    public void drop(String operation) {
        database.writePatiently("drop the items of operation " + operation, patient -> {
            ClickHouseDatabase.run(ClickHouseOperationTables.DROP_PLANNED, List.of(operation), patient);
            ClickHouseDatabase.run(ClickHouseOperationTables.DROP, List.of(operation), patient);
        });
    }

    /** An item as it is now. */
    private record Found(long number, boolean open, PlannedItem planned) {

        static Found read(ResultSet row) throws SQLException {
            var status = OperationItem.Status.valueOf(row.getString("status"));
            return new Found(row.getLong("number"), status == OperationItem.Status.PENDING, ItemRow.planned(row));
        }
    }
}
