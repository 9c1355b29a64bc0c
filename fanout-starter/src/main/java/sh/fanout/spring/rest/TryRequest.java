package sh.fanout.spring.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.PublishOptions;

/**
 * The body of a trial: that of a publish, or {@code {"eventId": "…"}} for an event of the log.
 *
 * @param eventId the stored event; {@code null} if the body has one of its own
 * @param payload JSON text; empty if {@code eventId} says it
 */
record TryRequest(@Nullable String eventId, String payload, PublishOptions options) {

    private static final List<String> FIELDS = List.of("payload", "options", "eventId");
    private static final String SHAPE =
            "Send {\"payload\": …, \"options\": {…}} as for a publish, or {\"eventId\": \"…\"}.";

    static TryRequest read(String body) {
        var fields = JsonFields.of(body);
        JsonFields.requireKnown(fields, FIELDS);
        var payload = fields.get("payload");
        var stored = fields.get("eventId");
        if ((payload == null) == (stored == null) || (stored != null && fields.containsKey("options"))) {
            throw new InvalidRequestException(
                    payload == null && stored == null
                            ? "The body has neither 'payload' nor 'eventId'."
                            : "The body has both an event and an 'eventId'.",
                    SHAPE);
        }
        return stored == null
                ? new TryRequest(null, String.valueOf(payload), PublishRequest.options(fields.get("options")))
                : new TryRequest(JsonFields.text("eventId", stored), "", PublishOptions.defaults());
    }
}
