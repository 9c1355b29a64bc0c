package sh.fanout.workflows.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sh.fanout.operation.OperationItem;

/** One item of an operation as a row of a SQL table, as {@link EventRow} is for an event. */
public final class ItemRow {

    /** What {@link #values} gives. */
    public static final String PLANNED = """
            operation, event_id, subscription, event_type, accepted~, time~, stream, ordering_key, position, status, \
            reason""";

    private ItemRow() {}

    /** Gives the values of an item as it is planned. */
    public static @Nullable Object[] values(String operation, PlannedItem item, Function<Instant, Object> time) {
        return new @Nullable Object[] {
            operation,
            item.eventId(),
            item.subscription(),
            item.eventType(),
            time.apply(item.accepted()),
            time.apply(item.time()),
            item.stream(),
            item.orderingKey(),
            item.position(),
            item.status().name(),
            item.reason()
        };
    }

    /** Reads an item as it was added, whatever has become of it since. */
    public static PlannedItem planned(ResultSet row) throws SQLException {
        return new PlannedItem(
                row.getString("event_id"),
                row.getString("event_type"),
                Micros.instant(row, "accepted_micros"),
                Micros.instant(row, "time_micros"),
                row.getString("stream"),
                row.getString("ordering_key"),
                SqlRows.longOrNull(row, "position"),
                row.getString("subscription"),
                row.getBoolean("left_out") ? row.getString("reason") : null);
    }

    /** Reads an item as its work needs it. */
    public static WorkItem work(ResultSet row) throws SQLException {
        return new WorkItem(
                row.getLong("number"),
                row.getString("event_id"),
                row.getString("event_type"),
                Micros.instant(row, "accepted_micros"),
                row.getString("stream"),
                row.getString("ordering_key"),
                row.getString("subscription"),
                row.getBoolean("left_out"));
    }

    /** Reads an item as a list shows it. */
    public static OperationItem read(ResultSet row) throws SQLException {
        return new OperationItem(
                row.getLong("number"),
                row.getString("event_id"),
                row.getString("event_type"),
                row.getString("ordering_key"),
                row.getString("subscription"),
                Micros.instant(row, "time_micros"),
                OperationItem.Status.valueOf(row.getString("status")),
                row.getString("reason"),
                Micros.instantOrNull(row, "settled_micros"));
    }

    /** Reads how many items of one subscription are in one status. */
    public static Count count(ResultSet row) throws SQLException {
        return new Count(
                row.getString("subscription"),
                OperationItem.Status.valueOf(row.getString("status")),
                row.getLong("items"));
    }

    /** Puts counts in the order of their subscriptions. */
    public static Map<String, Map<OperationItem.Status, Long>> bySubscription(List<Count> counts) {
        var bySubscription = new TreeMap<String, Map<OperationItem.Status, Long>>();
        for (var count : counts) {
            bySubscription
                    .computeIfAbsent(count.subscription(), any -> new EnumMap<>(OperationItem.Status.class))
                    .put(count.status(), count.items());
        }
        return bySubscription;
    }

    /** How many items of one subscription are in one status. */
    public record Count(String subscription, OperationItem.Status status, long items) {}
}
