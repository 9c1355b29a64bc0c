package sh.fanout.dashboard.overview;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import sh.fanout.catalog.DefinedEventType;
import sh.fanout.dashboard.schema.SamplePayload;
import sh.fanout.dashboard.schema.Versions;

/**
 * How far somebody has come who begins with Fanout, and what to write next: of what they have, and true for it.
 *
 * @param type an event type; {@code null} if none is defined
 * @param subscription a subscription; {@code null} if there is none
 * @param root where the visitor sees the dashboard
 */
public record Start(
        @Nullable DefinedEventType type, @Nullable String subscription, URI root) {

    /** A payload class as its service names it: the simple name is the last one. */
    private static final String PAYLOAD_CLASS = "(?!java\\.)(?:\\w+[.$])*([A-Z]\\w*)";

    private static final String FIRST_TYPE = "order.placed";
    private static final String FIRST_PAYLOAD = """
            {
              "orderId": "order-1",
              "amount": 12.50,
              "customerId": "customer-1"
            }""";

    /** The class of the payload; {@code null} if it is not known. */
    public @Nullable String payload() {
        if (type == null) {
            return "OrderPlaced";
        }
        var newest = Versions.of(type).newest();
        return newest == null || !newest.place().matches(PAYLOAD_CLASS)
                ? null
                : newest.place().replaceAll(PAYLOAD_CLASS, "$1");
    }

    public String typeId() {
        return type == null ? FIRST_TYPE : type.summary().id();
    }

    /** What publishes an event from a shell: nothing in it means anything to the shell. */
    public String curl() {
        var payload = type == null ? FIRST_PAYLOAD : SamplePayload.of(type);
        return """
                curl %s \\
                  -H 'Content-Type: application/json' -d %s""".formatted(
                        quoted("%sapi/v1/events/%s/publish".formatted(root, typeId())),
                        quoted("{\"payload\": %s}".formatted(payload)));
    }

    private static String quoted(String text) {
        return "'%s'".formatted(text.replace("'", "'\\''"));
    }
}
