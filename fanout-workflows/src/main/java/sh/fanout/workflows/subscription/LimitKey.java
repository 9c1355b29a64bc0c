package sh.fanout.workflows.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import sh.fanout.subscription.KeyRateLimit;
import sh.fanout.workflows.temporal.Sha256;
import tools.jackson.databind.JsonNode;

/** The key by which a limit counts an event. Pure. */
public final class LimitKey {

    /** What the server takes as a fairness key, in bytes. */
    private static final int LONGEST = 64;

    private LimitKey() {}

    /** The value of the limit's field, or its hash if it is long; empty for what has no such value. */
    public static String of(KeyRateLimit limit, JsonNode payload) {
        var value = payload;
        for (var name : limit.path()) {
            value = value.path(name);
        }
        if (!value.isValueNode() || value.isNull()) {
            return "";
        }
        var text = value.asString();
        return text.getBytes(UTF_8).length <= LONGEST ? text : Sha256.hex(text);
    }
}
