package sh.fanout.workflows.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.Violation;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventStatus;
import sh.fanout.log.EventSummary;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.PassedOver;
import sh.fanout.log.Position;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;

/**
 * One event as a row of a SQL table: the same columns in the same order in every store, lists and maps as JSON. Times are
 * read as microseconds since 1970, and written as the store takes them.
 */
public final class EventRow {

    private static final ObjectReader METADATA =
            FanoutJson.MAPPER.readerFor(new TypeReference<Map<String, String>>() {});

    /** What {@link #values} gives. */
    public static final String COLUMNS = """
            id, revision, type, version, source, tags, status, accepted~, settled~, recipients, time~, metadata, \
            ordering_key, stream, position, idempotency_key, deliver_at~, expires_at~, causation, traceparent, workflow_id, \
            passed_over, violations, payload""";

    /** What {@link #summary} reads. */
    public static final String SUMMARY =
            "id, type, version, ordering_key, source, tags, status, accepted~, settled~, recipients";

    private EventRow() {}

    /**
     * Gives the values of all columns.
     *
     * @param time what the store takes for an instant
     */
    public static @Nullable Object[] values(LoggedEvent event, Function<Instant, Object> time) {
        var envelope = event.envelope();
        return new @Nullable Object[] {
            envelope.id(),
            event.revision(),
            envelope.type(),
            envelope.version(),
            envelope.source(),
            FanoutJson.MAPPER.writeValueAsString(envelope.tags()),
            event.status().name(),
            time.apply(event.accepted()),
            event.settled() == null ? null : time.apply(event.settled()),
            event.recipients(),
            time.apply(envelope.time()),
            FanoutJson.MAPPER.writeValueAsString(envelope.metadata()),
            envelope.orderingKey(),
            envelope.stream(),
            event.position(),
            envelope.idempotencyKey(),
            envelope.deliverAt() == null ? null : time.apply(envelope.deliverAt()),
            envelope.expiresAt() == null ? null : time.apply(envelope.expiresAt()),
            envelope.causation(),
            envelope.traceparent(),
            event.workflowId(),
            FanoutJson.MAPPER.writeValueAsString(event.passedOver()),
            FanoutJson.MAPPER.writeValueAsString(event.violations()),
            envelope.payload()
        };
    }

    /** Reads what a list shows. */
    public static EventSummary summary(ResultSet row) throws SQLException {
        return new EventSummary(
                row.getString("id"),
                row.getString("type"),
                row.getString("version"),
                row.getString("ordering_key"),
                row.getString("source"),
                list(row.getString("tags"), String[].class),
                EventStatus.valueOf(row.getString("status")),
                Micros.instant(row, "accepted_micros"),
                Micros.instantOrNull(row, "settled_micros"),
                row.getInt("recipients"),
                List.of());
    }

    /** Reads the whole event, without its deliveries. */
    public static LoggedEvent read(ResultSet row) throws SQLException {
        var summary = summary(row);
        var envelope = new EventEnvelope(
                summary.id(),
                summary.type(),
                summary.version(),
                row.getString("payload"),
                Micros.instant(row, "time_micros"),
                summary.source(),
                summary.tags(),
                METADATA.readValue(row.getString("metadata")),
                summary.orderingKey(),
                row.getString("stream"),
                row.getString("idempotency_key"),
                Micros.instantOrNull(row, "deliver_at_micros"),
                Micros.instantOrNull(row, "expires_at_micros"),
                row.getString("causation"),
                row.getString("traceparent"));
        return new LoggedEvent(
                envelope,
                row.getString("workflow_id"),
                summary.status(),
                summary.accepted(),
                summary.settled(),
                SqlRows.longOrNull(row, "position"),
                summary.recipients(),
                list(row.getString("passed_over"), PassedOver[].class),
                list(row.getString("violations"), Violation[].class),
                List.of());
    }

    /** Most lists are empty, and a replay reads many. */
    static <T> List<T> list(String json, Class<T[]> elements) {
        return json.equals("[]") ? List.of() : List.of(FanoutJson.MAPPER.readValue(json, elements));
    }

    /** Reads where the event stands in the log's order. */
    public static Position position(ResultSet row) throws SQLException {
        return new Position(Micros.instant(row, "accepted_micros"), row.getString("id"));
    }

    /** Makes a page of what was read for it: {@link Cut#toRead}. */
    public static EventPage page(List<EventSummary> found, int limit) {
        var cut = Cut.of(found, limit, it -> new Position(it.accepted(), it.id()));
        return EventPage.of(cut.rows(), cut.next());
    }
}
