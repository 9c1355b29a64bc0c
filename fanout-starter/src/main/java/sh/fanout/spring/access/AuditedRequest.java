package sh.fanout.spring.access;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request over HTTP that changed something, or was refused to. It is published as an event of the application after
 * each of them, in the thread of the request; a listener that fails does not undo it.
 *
 * @param who as they are logged in, or else as they say; {@code null} if neither
 * @param why as they say; {@code null} if they need not
 * @param what the endpoint, such as {@code POST /fanout/api/v1/subscriptions/{id}/pause}
 * @param target what the variables of the endpoint stand for
 * @param created the id of the event, operation or erasure that an endpoint has made; {@code null} if it made none, if that
 *     is still to come, and for a form of the dashboard
 * @param when it was answered
 * @param status of the answer; 202 for one that is still to come
 */
public record AuditedRequest(
        @Nullable String who,
        @Nullable String why,
        String what,
        Map<String, String> target,
        @Nullable String created,
        Instant when,
        int status) {

    public AuditedRequest {
        target = Map.copyOf(target);
    }

    /** Whether it was done, or at least accepted. */
    public boolean succeeded() {
        return status < 400;
    }
}
