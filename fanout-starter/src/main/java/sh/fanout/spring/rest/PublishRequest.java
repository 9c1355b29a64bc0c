package sh.fanout.spring.rest;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.PublishOptions;
import sh.fanout.workflows.schema.PayloadReader;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The body of a publish: {@code {"payload": …, "options": {"tags": […], "metadata": {…}}}}.
 *
 * @param payload JSON text
 */
record PublishRequest(String payload, PublishOptions options) {

    private static final String SHAPE =
            "Send {\"payload\": …, \"options\": {\"tags\": [\"…\"], \"metadata\": {\"…\": \"…\"}}}; options may be left out.";

    /** The body that a client sent; what is wrong with the payload itself, publishing finds out. */
    static PublishRequest read(String type, byte[] body) {
        var request = PayloadReader.read(type, body);
        requireOnly(request, "", "payload", "options");
        var payload = request.get("payload");
        if (payload == null) {
            throw malformed("The body has no 'payload'.");
        }
        return new PublishRequest(payload.toString(), options(request.get("options")));
    }

    private static PublishOptions options(@Nullable JsonNode options) {
        if (options == null || options.isNull()) {
            return PublishOptions.none();
        }
        requireOnly(options, "options.", "tags", "metadata");
        try {
            var fields = FanoutJson.MAPPER.treeToValue(options, Options.class);
            return new PublishOptions(
                    fields.tags() == null ? List.of() : fields.tags(),
                    fields.metadata() == null ? Map.of() : fields.metadata());
        } catch (JacksonException e) {
            throw malformed("The 'options' cannot be read: %s.".formatted(e.getOriginalMessage()));
        }
    }

    private static void requireOnly(JsonNode object, String prefix, String... names) {
        if (!object.isObject()) {
            throw malformed("The body%s is not a JSON object.".formatted(prefix.isEmpty() ? "" : "'s options"));
        }
        var unknown = new TreeSet<>(object.propertyNames());
        unknown.removeAll(List.of(names));
        if (!unknown.isEmpty()) {
            throw malformed("The body has an unknown field '%s%s'.".formatted(prefix, unknown.first()));
        }
    }

    private static FanoutException malformed(String problem) {
        return new FanoutException(ErrorCode.INVALID_REQUEST, problem, SHAPE);
    }

    private record Options(
            @Nullable List<String> tags, @Nullable Map<String, String> metadata) {}
}
