package sh.fanout.spring.rest;

import java.util.List;
import org.springframework.web.servlet.function.ServerRequest;
import sh.fanout.EventType;
import sh.fanout.erasure.Erasable;
import sh.fanout.spring.access.OperatorsWord;

/**
 * The body of what asks for an erasure: one event, or one ordering key of a stream, and who wants it and why.
 *
 * @param dryRun whether only to count
 */
record ErasureRequest(Erasable what, OperatorsWord word, boolean dryRun) {

    private static final List<String> FIELDS =
            List.of("eventType", "eventId", "stream", "orderingKey", "who", "why", "dryRun");

    static ErasureRequest of(ServerRequest request) {
        var fields = BodyFields.of(request, FIELDS);
        return new ErasureRequest(what(fields), fields.wordIn(request), fields.flag("dryRun", false));
    }

    private static Erasable what(BodyFields fields) {
        var type = fields.text("eventType");
        var event = fields.text("eventId");
        var stream = fields.text("stream");
        var key = fields.text("orderingKey");
        if (type != null && event != null && stream == null && key == null) {
            return new Erasable.OfEvent(EventType.requireId(type), event);
        }
        if (type == null && event == null && stream != null && key != null) {
            return new Erasable.OfKey(stream, key);
        }
        throw new InvalidRequestException(
                "The body does not say what to erase.",
                "Give 'eventType' and 'eventId', or 'stream' and 'orderingKey', and nothing of the other.");
    }
}
