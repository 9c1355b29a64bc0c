package sh.fanout.workflows.log;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import sh.fanout.EventEnvelope;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterAction;
import sh.fanout.deadletter.DeadLetterGroup;
import sh.fanout.deadletter.DeadLetterPage;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.DeadLetterSummary;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.Position;
import sh.fanout.workflows.temporal.FanoutJson;

/** One dead letter as a row of a SQL table, as {@link EventRow} is for an event; what lists do not show is JSON. */
public final class DeadLetterRow {

    /** The parameters of {@link #bind}, one per column. */
    public static final String PARAMETERS = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    private static final char SEPARATOR = '/';

    private DeadLetterRow() {}

    /** The id of the row: no id of a subscription has a slash. */
    public static String id(String eventId, String subscription) {
        return eventId + SEPARATOR + subscription;
    }

    /** Sets, in this order: id, revision, event_id … event. */
    public static void bind(PreparedStatement row, DeadLetterEntry entry, Function<Instant, Object> time)
            throws SQLException {
        var letter = entry.letter();
        var summary = letter.summary();
        row.setString(1, id(summary.eventId(), summary.subscription()));
        row.setLong(2, entry.revision());
        row.setString(3, summary.eventId());
        row.setObject(4, time.apply(entry.accepted()));
        row.setString(5, summary.eventType());
        row.setObject(6, summary.orderingKey());
        row.setString(7, summary.subscription());
        row.setString(8, summary.status().name());
        row.setString(9, summary.group());
        row.setString(10, summary.error());
        row.setObject(11, summary.application());
        row.setObject(12, time.apply(summary.parked()));
        row.setObject(13, time.apply(summary.changed()));
        row.setObject(14, time.apply(summary.expires()));
        row.setInt(15, summary.round());
        row.setString(16, FanoutJson.MAPPER.writeValueAsString(letter.actions()));
        row.setString(17, FanoutJson.MAPPER.writeValueAsString(letter.delivery()));
        row.setString(18, FanoutJson.MAPPER.writeValueAsString(new Copy(letter.event(), letter.edited())));
    }

    /** Reads what a list shows. */
    public static DeadLetterSummary summary(ResultSet row) throws SQLException {
        return new DeadLetterSummary(
                row.getString("event_id"),
                row.getString("type"),
                row.getString("ordering_key"),
                row.getString("subscription"),
                DeadLetterStatus.valueOf(row.getString("status")),
                row.getString("fingerprint"),
                row.getString("error"),
                row.getString("application"),
                EventRow.instant(row.getLong("parked_micros")),
                EventRow.instant(row.getLong("changed_micros")),
                EventRow.instant(row.getLong("expires_micros")),
                row.getInt("round"));
    }

    /** Reads the whole letter. */
    public static DeadLetter read(ResultSet row) throws SQLException {
        var copy = FanoutJson.MAPPER.readValue(row.getString("event"), Copy.class);
        return new DeadLetter(
                summary(row),
                copy.event(),
                copy.edited(),
                FanoutJson.CARRIER.readValue(row.getString("delivery"), LoggedDelivery.class),
                List.of(FanoutJson.MAPPER.readValue(row.getString("actions"), DeadLetterAction[].class)));
    }

    /** Reads a group, with the builds as a JSON list. */
    public static DeadLetterGroup group(ResultSet row) throws SQLException {
        return new DeadLetterGroup(
                row.getString("fingerprint"),
                row.getString("subscription"),
                row.getString("any_type"),
                row.getString("newest_error"),
                row.getLong("letters"),
                EventRow.instant(row.getLong("first_micros")),
                EventRow.instant(row.getLong("last_micros")),
                applications(row.getString("applications")));
    }

    /** Makes a page of {@code limit} letters at most; more than that in {@code found} says that another page follows. */
    public static DeadLetterPage page(List<DeadLetterSummary> found, int limit) {
        if (found.size() <= limit) {
            return new DeadLetterPage(found, null);
        }
        var last = found.get(limit - 1);
        return new DeadLetterPage(
                found.subList(0, limit), new Position(last.parked(), id(last.eventId(), last.subscription())));
    }

    private static List<String> applications(String json) {
        return Arrays.stream(FanoutJson.MAPPER.readValue(json, String[].class))
                .sorted()
                .toList();
    }

    /** The letter's own copy of its event. */
    private record Copy(EventEnvelope event, boolean edited) {}
}
