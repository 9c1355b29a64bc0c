package sh.fanout.spring.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.schema.NearestName;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.core.JacksonException;

/**
 * The body of what an operator wants: who says so and why.
 *
 * @param until when a pause ends, if it ends by itself
 * @param payload JSON text that replaces the payload of a dead letter, if it is edited
 */
record OperatorsWord(
        String who,
        String why,
        @Nullable Instant until,
        @Nullable String payload) {

    private static final List<String> BOTH = List.of("who", "why");

    static OperatorsWord ofPause(String body) {
        var fields = fields(body, "until");
        var until = text(fields, "until");
        return new OperatorsWord(
                required(fields, "who"), required(fields, "why"), until == null ? null : time(until), null);
    }

    static OperatorsWord withPayload(String body) {
        var fields = fields(body, "payload");
        var payload = "null".equals(fields.get("payload")) ? null : fields.get("payload");
        return new OperatorsWord(required(fields, "who"), required(fields, "why"), null, payload);
    }

    static OperatorsWord plain(String body) {
        var fields = fields(body);
        return new OperatorsWord(required(fields, "who"), required(fields, "why"), null, null);
    }

    private static Map<String, String> fields(String body, String... optional) {
        var fields = JsonFields.of(body);
        var known = new ArrayList<>(BOTH);
        known.addAll(List.of(optional));
        fields.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw invalid("The body has an unknown field '%s'.".formatted(name), NearestName.hint(name, known));
                });
        return fields;
    }

    private static String required(Map<String, String> fields, String name) {
        var text = text(fields, name);
        if (text == null) {
            throw invalid(
                    "The body has no '%s'.".formatted(name),
                    "Say who and why, for the others: {\"who\": \"alice\", \"why\": \"mail provider is down\"}.");
        }
        return text;
    }

    private static @Nullable String text(Map<String, String> fields, String name) {
        var json = fields.get(name);
        if (json == null) {
            return null;
        }
        try {
            var value = FanoutJson.MAPPER.readTree(json);
            if (value.isNull()) {
                return null;
            }
            if (value.isString()) {
                return value.asString();
            }
        } catch (JacksonException e) {
            // Refused as any other value that is not a text.
        }
        throw invalid("The field '%s' is not a text.".formatted(name), "Put it in quotes.");
    }

    private static Instant time(String text) {
        try {
            return Times.parse(text);
        } catch (DateTimeException e) {
            throw invalid(
                    "'%s' is not a time.".formatted(text),
                    "Write until with its offset, such as 2026-11-24T09:30:00Z, or leave it out.");
        }
    }

    private static FanoutException invalid(String problem, String hint) {
        return new FanoutException(ErrorCode.INVALID_REQUEST, problem, hint);
    }
}
