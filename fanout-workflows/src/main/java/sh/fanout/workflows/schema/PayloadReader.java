package sh.fanout.workflows.schema;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;
import sh.fanout.workflows.temporal.Excerpt;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;

/**
 * Reads JSON text that comes from outside.
 *
 * <p>It takes one JSON value of at most {@value Fanout#MAX_PAYLOAD_BYTES} bytes, without duplicate keys, that every reader
 * behind it can handle: bounded in depth and in the size of its numbers, and valid Unicode. Anything else is refused in
 * milliseconds, whatever the text; the message names the place and never repeats more than a few characters of it.
 */
public final class PayloadReader {

    private static final String ONE_VALUE = "Send exactly one JSON value (RFC 8259).";
    private static final String LIMITS =
            "Nest at most 100 levels, and use numbers of at most 1,000 digits; larger ones travel well as strings.";

    private PayloadReader() {}

    /**
     * Reads the payload of an event.
     *
     * @throws FanoutException ({@code FANOUT-103} or {@code FANOUT-104}) if it is too large, or not JSON as described
     */
    public static JsonNode read(String eventTypeId, String json) {
        requireSize(eventTypeId, Unicode.utf8Length(json));
        return read(ErrorCode.MALFORMED_JSON, payloadOf(eventTypeId), json);
    }

    /** Reads the payload of an event from UTF-8; otherwise as {@link #read(String, String)}. */
    public static JsonNode read(String eventTypeId, byte[] utf8) {
        requireSize(eventTypeId, utf8.length);
        var bytes = ByteBuffer.wrap(utf8);
        var text = CharBuffer.allocate(utf8.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError()) {
            throw new FanoutException(
                    ErrorCode.MALFORMED_JSON,
                    "%s is not UTF-8: byte %d (0x%02x) starts no character."
                            .formatted(payloadOf(eventTypeId), bytes.position(), bytes.get(bytes.position())),
                    "Send JSON text encoded in UTF-8.");
        }
        return read(eventTypeId, text.flip().toString());
    }

    static void requireSize(String eventTypeId, long bytes) {
        if (bytes > Fanout.MAX_PAYLOAD_BYTES) {
            throw new FanoutException(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "%s has %d bytes of JSON; %d is the most."
                            .formatted(payloadOf(eventTypeId), bytes, Fanout.MAX_PAYLOAD_BYTES),
                    "Store the large part elsewhere, and publish a reference to it.");
        }
    }

    static JsonNode read(ErrorCode malformed, String name, String json) {
        var broken = Unicode.loneSurrogate(json);
        if (broken >= 0) {
            var before = json.substring(0, broken);
            var line = 1
                    + (int) before.chars()
                            .filter(character -> character == '\n')
                            .count();
            var place = new TokenStreamLocation(null, broken, line, broken - before.lastIndexOf('\n'));
            throw malformed(malformed, name, "half a surrogate pair", place, Flaw.UNICODE, null);
        }
        var tree = parse(malformed, name, json);
        var flaw = Flaw.in(tree);
        if (flaw != null) {
            throw new FanoutException(
                    malformed,
                    "%s has %s at '%s'.".formatted(name, flaw.problem(), Excerpt.quoted(flaw.pointer())),
                    flaw.hint());
        }
        return tree;
    }

    private static JsonNode parse(ErrorCode malformed, String name, String json) {
        try (var parser = FanoutJson.MAPPER.createParser(json)) {
            try {
                var tree = FanoutJson.read(parser);
                if (tree.isMissingNode()) {
                    var start = parser.currentLocation();
                    throw malformed(malformed, name, "there is no value", start, ONE_VALUE, null);
                }
                return tree;
            } catch (JacksonException e) {
                // A bound that is exceeded comes without a place.
                var place = Objects.requireNonNullElseGet(e.getLocation(), parser::currentLocation);
                var hint = e instanceof StreamConstraintsException ? LIMITS : ONE_VALUE;
                throw malformed(malformed, name, Excerpt.quoted(e.getOriginalMessage()), place, hint, e);
            }
        }
    }

    private static String payloadOf(String eventTypeId) {
        return "The payload for '%s'".formatted(eventTypeId);
    }

    private static FanoutException malformed(
            ErrorCode code,
            String name,
            String problem,
            TokenStreamLocation place,
            String hint,
            @Nullable Throwable cause) {
        var sentence = "%s is not JSON that Fanout takes: %s, in line %d, column %d.";
        return new FanoutException(
                code, sentence.formatted(name, problem, place.getLineNr(), place.getColumnNr()), hint, cause);
    }
}
