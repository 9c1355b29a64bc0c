package sh.fanout.workflows.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterAction;
import sh.fanout.deadletter.DeadLetterCount;
import sh.fanout.deadletter.DeadLetterGroup;
import sh.fanout.deadletter.DeadLetterPage;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.DeadLetterSummary;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.Position;
import sh.fanout.workflows.temporal.FanoutJson;

/** One dead letter as a row of a SQL table, as {@link EventRow} is for an event; what lists do not show is JSON. */
public final class DeadLetterRow {

    private static final char SEPARATOR = '/';

    /** What {@link #values} gives. */
    public static final String COLUMNS = """
            id, revision, event_id, accepted~, type, ordering_key, subscription, status, group_id, error, application, \
            parked~, changed~, expires~, round, actions, delivery, event""";

    /** What {@link #summary} reads. */
    public static final String SUMMARY = """
            event_id, type, ordering_key, subscription, status, group_id, error, application, parked~, changed~, expires~, \
            round""";

    private DeadLetterRow() {}

    /** The id of the row: no id of a subscription has a slash. */
    public static String id(String eventId, String subscription) {
        return eventId + SEPARATOR + subscription;
    }

    /** Gives the values of all columns. */
    public static @Nullable Object[] values(DeadLetterEntry entry, Function<Instant, Object> time) {
        var letter = entry.letter();
        var summary = letter.summary();
        return new @Nullable Object[] {
            id(summary.eventId(), summary.subscription()),
            entry.revision(),
            summary.eventId(),
            time.apply(entry.accepted()),
            summary.eventType(),
            summary.orderingKey(),
            summary.subscription(),
            summary.status().name(),
            summary.group(),
            summary.error(),
            summary.application(),
            time.apply(summary.parked()),
            time.apply(summary.changed()),
            time.apply(summary.expires()),
            summary.round(),
            FanoutJson.MAPPER.writeValueAsString(letter.actions()),
            FanoutJson.MAPPER.writeValueAsString(letter.delivery()),
            FanoutJson.MAPPER.writeValueAsString(new Copy(letter.event(), letter.edited()))
        };
    }

    /** Reads what a list shows. */
    public static DeadLetterSummary summary(ResultSet row) throws SQLException {
        return new DeadLetterSummary(
                row.getString("event_id"),
                row.getString("type"),
                row.getString("ordering_key"),
                row.getString("subscription"),
                DeadLetterStatus.valueOf(row.getString("status")),
                row.getString("group_id"),
                row.getString("error"),
                row.getString("application"),
                Micros.instant(row, "parked_micros"),
                Micros.instant(row, "changed_micros"),
                Micros.instant(row, "expires_micros"),
                row.getInt("round"));
    }

    /** Reads the whole letter. */
    public static DeadLetterEntry read(ResultSet row) throws SQLException {
        var copy = FanoutJson.CARRIER.readValue(row.getString("event"), Copy.class);
        var letter = new DeadLetter(
                summary(row),
                copy.event(),
                copy.edited(),
                FanoutJson.CARRIER.readValue(row.getString("delivery"), LoggedDelivery.class),
                List.of(FanoutJson.MAPPER.readValue(row.getString("actions"), DeadLetterAction[].class)));
        return new DeadLetterEntry(letter, Micros.instant(row, "accepted_micros"), row.getLong("revision"), true, null);
    }

    /** Reads a group, with the builds as a JSON list. */
    public static DeadLetterGroup group(ResultSet row) throws SQLException {
        return new DeadLetterGroup(
                row.getString("group_id"),
                row.getString("subscription"),
                row.getString("any_type"),
                row.getString("newest_error"),
                row.getLong("letters"),
                Micros.instant(row, "first_micros"),
                Micros.instant(row, "last_micros"),
                applications(row.getString("applications")),
                List.of());
    }

    /** Reads the only row of a count. */
    public static DeadLetterCount count(ResultSet row) throws SQLException {
        return new DeadLetterCount(row.getLong("letters"), row.getLong("letter_groups"));
    }

    /** Makes a page of what was read for it: {@link Cut#toRead}. */
    static DeadLetterPage page(List<DeadLetterSummary> found, int limit) {
        var cut = Cut.of(found, limit, it -> new Position(it.parked(), id(it.eventId(), it.subscription())));
        return new DeadLetterPage(cut.rows(), cut.next());
    }

    private static List<String> applications(String json) {
        return Arrays.stream(FanoutJson.MAPPER.readValue(json, String[].class))
                .sorted()
                .toList();
    }

    /** The letter's own copy of its event. */
    private record Copy(EventEnvelope event, boolean edited) {}
}
