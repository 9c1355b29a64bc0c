package sh.fanout.workflows.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.DeadLetterSummary;
import sh.fanout.log.Attempt;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;

/** Events of the log for tests. */
public final class LoggedEvents {

    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456Z");

    private LoggedEvents() {}

    public static String id(LoggedEvent event) {
        return event.envelope().id();
    }

    /** An event that was accepted at noon, and nothing more. */
    public static LoggedEvent accepted(String id) {
        return event(id, "order.created", EventStatus.ACCEPTED, NOON);
    }

    /** The same with a payload of so many characters. */
    public static LoggedEvent large(String id, int length) {
        var small = accepted(id).envelope();
        var envelope = EventEnvelope.of(id, small.type(), "0".repeat(length), NOON);
        return new LoggedEvent(
                envelope, "w", EventStatus.ACCEPTED, NOON, null, null, 0, List.of(), List.of(), List.of());
    }

    public static LoggedEvent event(String id, String type, EventStatus status, Instant accepted) {
        return event(id, type, status, accepted, List.of());
    }

    public static LoggedEvent event(
            String id, String type, EventStatus status, Instant accepted, List<LoggedDelivery> deliveries) {
        var envelope = envelope(id, type, "{\"n\":1}", List.of("eu"), null, accepted);
        var settled = status.settled() ? accepted.plusSeconds(1) : null;
        return new LoggedEvent(
                envelope,
                "fanout/event/" + id,
                status,
                accepted,
                settled,
                null,
                deliveries.size(),
                List.of(),
                List.of(),
                deliveries);
    }

    /** An event with these words and this ordering key. */
    public static LoggedEvent keyed(String id, @Nullable String key, List<String> tags) {
        return accepted(id).withEnvelope(envelope(id, "order.created", "{}", tags, key, NOON));
    }

    private static EventEnvelope envelope(
            String id, String type, String payload, List<String> tags, @Nullable String key, Instant time) {
        return new EventEnvelope(
                id, type, "1", payload, time, "shop", tags, Map.of("k", "v"), key, null, null, null, null, null, null);
    }

    public static LoggedDelivery delivery(
            String event, String subscription, DeliveryStatus status, int round, int attempts, @Nullable String error) {
        var made = IntStream.rangeClosed(1, attempts)
                .mapToObj(number -> new Attempt(
                        number, NOON.plus(Duration.ofNanos(number)), 7, "w-1", Attempt.Outcome.THREW, "boom"))
                .toList();
        var settled = status.settled() ? NOON.plusSeconds(2) : null;
        return new LoggedDelivery(
                event + "/" + subscription, subscription, status, round, made, attempts, settled, null, error);
    }

    /** An event whose only delivery has given up. */
    static LoggedEvent failed(String id, Instant accepted) {
        var delivery = delivery(id, "mail", DeliveryStatus.FAILED, 0, 1, "boom");
        return event(id, "order.created", EventStatus.FAILED, accepted, List.of(delivery));
    }

    /** The dead letter of its first delivery. */
    static DeadLetterEntry letter(LoggedEvent event, DeadLetterStatus status) {
        var envelope = event.envelope();
        var summary = new DeadLetterSummary(
                envelope.id(), envelope.type(), null, "mail", status, "boom", "boom", null, NOON, NOON, NOON, 0);
        var letter = new DeadLetter(summary, envelope, false, event.deliveries().get(0), List.of());
        return new DeadLetterEntry(letter, event.accepted(), 1, true, null);
    }
}
