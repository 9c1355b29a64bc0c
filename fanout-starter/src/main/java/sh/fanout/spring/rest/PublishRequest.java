package sh.fanout.spring.rest;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.PublishOptions;
import sh.fanout.workflows.schema.NearestName;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.core.JacksonException;

/**
 * The body of a publish: {@code {"payload": …, "options": {"tags": […], "metadata": {…}, "orderingKey": "…"}}}.
 *
 * @param payload JSON text
 */
record PublishRequest(String payload, PublishOptions options) {

    private static final List<String> FIELDS = List.of("payload", "options");
    private static final List<String> OPTIONS = List.of("tags", "metadata", "orderingKey");
    private static final String SHAPE =
            "Send {\"payload\": …, \"options\": {\"tags\": [\"…\"], \"metadata\": {\"…\": \"…\"}}}; options may be left out.";

    /** The body that a client sent; what is wrong with the payload itself, publishing finds out. */
    static PublishRequest read(String body) {
        var fields = JsonFields.of(body);
        requireKnown("", fields.keySet(), FIELDS);
        var payload = fields.get("payload");
        if (payload == null) {
            throw malformed("The body has no 'payload'.", SHAPE);
        }
        return new PublishRequest(payload, options(fields.get("options")));
    }

    static PublishOptions options(@Nullable String text) {
        if (text == null || text.equals("null")) {
            return PublishOptions.none();
        }
        try {
            var tree = FanoutJson.MAPPER.readTree(text);
            if (!tree.isObject()) {
                throw malformed("The 'options' are not a JSON object.", SHAPE);
            }
            requireKnown("options.", tree.propertyNames(), OPTIONS);
            return FanoutJson.MAPPER.treeToValue(tree, Options.class).toPublishOptions();
        } catch (JacksonException e) {
            throw malformed("The 'options' cannot be read: %s.".formatted(e.getOriginalMessage()), SHAPE);
        }
    }

    static void requireKnown(String prefix, Collection<String> names, List<String> known) {
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw malformed(
                    "The body has an unknown field '%s%s'.".formatted(prefix, name), NearestName.hint(name, known));
        });
    }

    private static FanoutException malformed(String problem, String hint) {
        return new FanoutException(ErrorCode.INVALID_REQUEST, problem, hint);
    }

    private record Options(
            @Nullable List<@Nullable String> tags,
            @Nullable Map<String, @Nullable String> metadata,
            @Nullable String orderingKey) {

        PublishOptions toPublishOptions() {
            var words = tags == null ? List.<@Nullable String>of() : tags;
            var entries = metadata == null ? Map.<String, @Nullable String>of() : metadata;
            if (words.stream().anyMatch(Objects::isNull)
                    || entries.values().stream().anyMatch(Objects::isNull)) {
                throw malformed("The 'options' have a null in them.", SHAPE);
            }
            return new PublishOptions(words, entries, orderingKey, null, null, null, null);
        }
    }
}
