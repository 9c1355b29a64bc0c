package sh.fanout.workflows.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.Violation;
import sh.fanout.workflows.temporal.WorkflowIds;

/** What an envelope must have before anything can be done with it, and even be logged. */
final class Envelopes {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,200}");

    private Envelopes() {}

    /** What is wrong with the envelope that a workflow was started with; empty if nothing is. */
    static List<Violation> check(EventEnvelope event, String workflowId, WorkflowIds ids) {
        var violations = new ArrayList<Violation>();
        require(
                event.id() != null && ID.matcher(event.id()).matches(),
                "/id",
                "1 to 200 of A-Z a-z 0-9 . _ : -",
                violations);
        require(isPresent(event.type()), "/type", "the id of an event type", violations);
        require(isPresent(event.payload()), "/payload", "a JSON value", violations);
        require(event.time() != null, "/time", "an RFC 3339 time", violations);
        if (violations.isEmpty()) {
            var expected = ids.event(event.type(), event.id(), event.idempotencyKey());
            require(workflowId.equals(expected), "/id", "the workflow id " + expected, violations);
        }
        return violations;
    }

    private static boolean isPresent(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    private static void require(boolean holds, String pointer, String what, List<Violation> violations) {
        if (!holds) {
            violations.add(new Violation(pointer, "needs " + what));
        }
    }
}
