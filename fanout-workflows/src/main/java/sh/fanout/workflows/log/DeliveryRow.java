package sh.fanout.workflows.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sh.fanout.lane.BlockedKey;
import sh.fanout.log.Attempt;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.workflows.temporal.FanoutJson;

/** One delivery as a row of a SQL table, as {@link EventRow} is for its event; it repeats the event's id, type and time. */
public final class DeliveryRow {

    /** What {@link #values} gives. */
    public static final String COLUMNS = """
            id, revision, event_id, type, accepted~, subscription, status, round, attempt_count, settled~, attempts, \
            output, error""";

    private DeliveryRow() {}

    /** Gives the values of all columns, for each delivery of an event. */
    public static List<@Nullable Object[]> values(LoggedEvent event, Function<Instant, Object> time) {
        var rows = new ArrayList<@Nullable Object[]>();
        var envelope = event.envelope();
        for (var delivery : event.deliveries()) {
            rows.add(values(envelope.id(), envelope.type(), event.accepted(), delivery, time));
        }
        return rows;
    }

    /** Gives the values of all columns, for the delivery of a dead letter. */
    public static @Nullable Object[] values(DeadLetterEntry entry, Function<Instant, Object> time) {
        var summary = entry.letter().summary();
        return values(
                summary.eventId(),
                summary.eventType(),
                entry.accepted(),
                entry.letter().delivery(),
                time);
    }

    private static @Nullable Object[] values(
            String eventId,
            String eventType,
            Instant accepted,
            LoggedDelivery delivery,
            Function<Instant, Object> time) {
        return new @Nullable Object[] {
            delivery.id(),
            delivery.revision(),
            eventId,
            eventType,
            time.apply(accepted),
            delivery.subscription(),
            delivery.status().name(),
            delivery.round(),
            delivery.attemptCount(),
            delivery.settled() == null ? null : time.apply(delivery.settled()),
            FanoutJson.MAPPER.writeValueAsString(delivery.attempts()),
            delivery.output(),
            delivery.error()
        };
    }

    /** Reads a blocked delivery, joined with the type, the stream and the key of its event. */
    public static BlockedKey blocked(ResultSet row) throws SQLException {
        return new BlockedKey(
                row.getString("stream"),
                row.getString("ordering_key"),
                row.getString("subscription"),
                row.getString("event_id"),
                row.getString("type"),
                Micros.instant(row, "settled_micros"),
                row.getInt("round"),
                row.getString("error"),
                null);
    }

    /** Gives each event its deliveries, of which there may be any number, in any order of the events. */
    public static List<LoggedEvent> join(List<LoggedEvent> events, List<OfEvent> deliveries) {
        var ofEvent = deliveries.stream()
                .collect(Collectors.groupingBy(
                        OfEvent::eventId, Collectors.mapping(OfEvent::delivery, Collectors.toList())));
        return events.stream()
                .map(event -> event.withDeliveries(
                        ofEvent.getOrDefault(event.envelope().id(), List.of())))
                .toList();
    }

    /** Reads a delivery and which event it is of. */
    public static OfEvent readOfEvent(ResultSet row) throws SQLException {
        return new OfEvent(row.getString("event_id"), read(row));
    }

    public static LoggedDelivery read(ResultSet row) throws SQLException {
        return new LoggedDelivery(
                row.getString("id"),
                row.getString("subscription"),
                DeliveryStatus.valueOf(row.getString("status")),
                row.getInt("round"),
                EventRow.list(row.getString("attempts"), Attempt[].class),
                row.getInt("attempt_count"),
                Micros.instantOrNull(row, "settled_micros"),
                row.getString("output"),
                row.getString("error"));
    }

    /** A delivery among those of many events. */
    public record OfEvent(String eventId, LoggedDelivery delivery) {}
}
