package sh.fanout.workflows.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.EventType;
import sh.fanout.Violation;
import sh.fanout.log.LogTime;
import sh.fanout.workflows.schema.Unicode;
import sh.fanout.workflows.temporal.WorkflowIds;

/** What an envelope must have before anything can be done with it, and even be logged. */
final class Envelopes {

    /** Not {@code k:}, which begins the last part of a workflow id with an idempotency key. */
    private static final Pattern ID = Pattern.compile("(?!k:)[A-Za-z0-9._:-]{1,200}");

    private static final int MAX_KEY_LENGTH = 200;

    /** A day more than a publisher may ask for, whose clock need not be the server's. */
    private static final Duration MAX_AHEAD = Duration.ofDays(367);

    private Envelopes() {}

    /** What is wrong with the envelope that a workflow was started with; empty if nothing is. */
    static List<Violation> check(EventEnvelope event, String workflowId, Instant accepted, WorkflowIds ids) {
        var violations = new ArrayList<Violation>();
        require(
                event.id() != null && ID.matcher(event.id()).matches(),
                "/id",
                "1 to 200 of A-Z a-z 0-9 . _ : -, and not k: at its beginning",
                violations);
        require(isPresent(event.type()), "/type", "the id of an event type", violations);
        require(isPresent(event.payload()), "/payload", "a JSON value", violations);
        require(event.time() != null && isKept(event.time()), "/time", "an RFC 3339 time", violations);
        require(event.stream() == null || EventType.isId(event.stream()), "/stream", "the id of a stream", violations);
        requireKey(event.orderingKey(), "/orderingKey", violations);
        requireKey(event.idempotencyKey(), "/idempotencyKey", violations);
        requireNear(event.deliverAt(), accepted, violations);
        require(isKept(event.expiresAt()), "/expiresAt", "a time before the year 2200", violations);
        if (violations.isEmpty()) {
            requireIds(event, workflowId, ids, violations);
        }
        return violations;
    }

    private static void requireKey(@Nullable String key, String pointer, List<Violation> violations) {
        require(
                key == null || (key.length() <= MAX_KEY_LENGTH && Unicode.loneSurrogate(key) < 0),
                pointer,
                "at most %d whole characters".formatted(MAX_KEY_LENGTH),
                violations);
    }

    private static void requireNear(@Nullable Instant deliverAt, Instant accepted, List<Violation> violations) {
        require(
                isKept(deliverAt) && (deliverAt == null || !deliverAt.isAfter(accepted.plus(MAX_AHEAD))),
                "/deliverAt",
                "a time at most %d days ahead".formatted(MAX_AHEAD.toDays()),
                violations);
    }

    private static void requireIds(
            EventEnvelope event, String workflowId, WorkflowIds ids, List<Violation> violations) {
        var tooLong = TooLongKey.of(event, ids);
        if (tooLong.isPresent()) {
            require(false, tooLong.get().pointer(), "fewer characters: " + TooLongKey.WHY, violations);
        } else {
            var expected = ids.event(event.type(), event.id(), event.idempotencyKey());
            require(workflowId.equals(expected), "/id", "the workflow id " + expected, violations);
        }
    }

    private static boolean isPresent(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    /** Whether every store of the event log can count to it. */
    private static boolean isKept(@Nullable Instant time) {
        return time == null || LogTime.canKeep(time);
    }

    private static void require(boolean holds, String pointer, String what, List<Violation> violations) {
        if (!holds) {
            violations.add(new Violation(pointer, "needs " + what));
        }
    }
}
