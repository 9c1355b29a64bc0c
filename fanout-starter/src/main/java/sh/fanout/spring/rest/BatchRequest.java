package sh.fanout.spring.rest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.FanoutException;
import sh.fanout.JsonEvent;

/**
 * The body of a batch: {@code {"events": [{"type": "…", "payload": …, "options": {…}}, …]}}, each event being the body of a
 * publish and its type.
 */
final class BatchRequest {

    static final int MAX_EVENTS = 1_000;

    private static final List<String> FIELDS = List.of("events");
    private static final List<String> FIELDS_OF_EVENT = List.of("type", "payload", "options");
    private static final String SHAPE =
            "Send {\"events\": [{\"type\": \"…\", \"payload\": …, \"options\": {…}}, …]}, with 1 to %,d events; options may be left out."
                    .formatted(MAX_EVENTS);

    private BatchRequest() {}

    /** The events that a client sent, in their order; what is wrong with a payload itself, publishing finds out. */
    static List<JsonEvent> read(String body) {
        var fields = JsonFields.of(body);
        JsonFields.requireKnown(fields, FIELDS);
        var wanted = JsonFields.elements("events", required("events", fields.get("events")));
        if (wanted.isEmpty() || wanted.size() > MAX_EVENTS) {
            throw new InvalidRequestException("The batch has %,d events.".formatted(wanted.size()), SHAPE);
        }
        var events = new ArrayList<JsonEvent>();
        for (var text : wanted) {
            events.add(event(events.size(), text));
        }
        return events;
    }

    private static JsonEvent event(int index, String text) {
        try {
            var fields = JsonFields.of(text);
            JsonFields.requireKnown(fields, FIELDS_OF_EVENT);
            return new JsonEvent(
                    JsonFields.text("type", required("type", fields.get("type"))),
                    required("payload", fields.get("payload")),
                    PublishRequest.options(fields.get("options")));
        } catch (FanoutException e) {
            throw new FanoutException(e.code(), "events[%d]: %s".formatted(index, e.problem()), e.hint(), e);
        }
    }

    private static String required(String name, @Nullable String text) {
        if (text == null) {
            throw new InvalidRequestException("There is no '%s'.".formatted(name), SHAPE);
        }
        return text;
    }
}
