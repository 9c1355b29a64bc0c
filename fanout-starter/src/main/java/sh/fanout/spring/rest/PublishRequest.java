package sh.fanout.spring.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.PublishOptions;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * The body of a publish: {@code {"payload": …, "options": {"idempotencyKey": "…", "delay": "PT1H", …}}}, the
 * options being those of {@link RequestedOptions}.
 *
 * @param payload JSON text
 */
record PublishRequest(String payload, PublishOptions options) {

    private static final List<String> FIELDS = List.of("payload", "options");

    /** A number where a text is meant is a mistake: as a key it would stand for another event than its text does. */
    private static final JsonMapper STRICT = FanoutJson.MAPPER
            .rebuild()
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    static final String SHAPE =
            "Send {\"payload\": …, \"options\": {\"orderingKey\": \"…\", \"tags\": [\"…\"], …}}; options may be left out, and are %s."
                    .formatted(String.join(", ", RequestedOptions.NAMES));

    /** The body that a client sent; what is wrong with the payload itself, publishing finds out. */
    static PublishRequest read(String body) {
        var fields = JsonFields.of(body);
        JsonFields.requireKnown(fields, FIELDS);
        var payload = fields.get("payload");
        if (payload == null) {
            throw new InvalidRequestException("The body has no 'payload'.", SHAPE);
        }
        return new PublishRequest(payload, options(fields.get("options")));
    }

    static PublishOptions options(@Nullable String text) {
        if (text == null || text.equals("null")) {
            return PublishOptions.defaults();
        }
        try {
            var tree = FanoutJson.read(text);
            if (!tree.isObject()) {
                throw new InvalidRequestException("The 'options' are not a JSON object.", SHAPE);
            }
            JsonFields.requireKnown("options.", tree.propertyNames(), RequestedOptions.NAMES);
            return STRICT.treeToValue(tree, RequestedOptions.class).read();
        } catch (JacksonException e) {
            throw new InvalidRequestException(
                    "The 'options' cannot be read: %s.".formatted(e.getOriginalMessage()), SHAPE);
        }
    }
}
