package sh.fanout;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A payload that violates the schema of its event type; nothing was published. */
public final class InvalidPayloadException extends FanoutException {

    private static final int SHOWN = 5;

    // No List, of which nobody can tell whether it is serializable, as exceptions are.
    private final Violation[] violations;

    public InvalidPayloadException(String eventType, List<Violation> violations) {
        super(
                ErrorCode.INVALID_PAYLOAD,
                "The payload violates the schema of '%s' in %s.".formatted(eventType, summary(violations)),
                "Correct the payload, or change the type's definition and give it a new version.");
        this.violations = violations.toArray(Violation[]::new);
    }

    /**
     * All violations, in the order of the payload's fields; the first 1,000 of more, one of a payload with thousands of
     * values.
     */
    public List<Violation> violations() {
        return List.of(violations);
    }

    private static String summary(List<Violation> violations) {
        var places = violations.size() == 1 ? "1 place: " : violations.size() + " places: ";
        var shown = violations.stream()
                .limit(SHOWN)
                .map(violation -> "'%s' %s".formatted(Excerpts.of(violation.pointer()), violation.message()))
                .collect(joining("; "));
        return places + shown + (violations.size() > SHOWN ? "; …" : "");
    }
}
