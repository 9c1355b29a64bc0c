package sh.fanout.spring.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.schema.NearestName;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.core.JacksonException;

/**
 * The body of what an operator wants: who says so and why.
 *
 * @param who the name of whoever is logged in, and for whom they act if they say so; else who they say they are
 * @param until when a pause ends, if it ends by itself
 * @param payload JSON text that replaces the payload of a dead letter, if it is edited
 */
record OperatorsWord(
        String who,
        String why,
        @Nullable Instant until,
        @Nullable String payload) {

    private static final String ATTRIBUTE = OperatorsWord.class.getName();
    private static final List<String> BOTH = List.of("who", "why");

    static OperatorsWord ofPause(ServerRequest request) {
        var fields = fields(request, "until");
        var until = text(fields, "until");
        return said(request, fields, until == null ? null : time(until), null);
    }

    static OperatorsWord withPayload(ServerRequest request) {
        var fields = fields(request, "payload");
        return said(request, fields, null, "null".equals(fields.get("payload")) ? null : fields.get("payload"));
    }

    static OperatorsWord plain(ServerRequest request) {
        return said(request, fields(request), null, null);
    }

    /** What has been read of a request; {@code null} if its body does not say who and why. */
    static @Nullable OperatorsWord saidIn(ServerRequest request) {
        return (OperatorsWord) request.attributes().get(ATTRIBUTE);
    }

    private static OperatorsWord said(
            ServerRequest request, Map<String, String> fields, @Nullable Instant until, @Nullable String payload) {
        var word = new OperatorsWord(who(Caller.of(request).name(), fields), required(fields, "why"), until, payload);
        request.attributes().put(ATTRIBUTE, word);
        return word;
    }

    /** Whoever is logged in cannot pass for another. */
    private static String who(@Nullable String name, Map<String, String> fields) {
        if (name == null) {
            return required(fields, "who");
        }
        var other = text(fields, "who");
        return other == null || other.equals(name) ? name : "%s for %s".formatted(name, other);
    }

    private static Map<String, String> fields(ServerRequest request, String... optional) {
        var fields = JsonFields.of(RequestBody.read(request));
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
