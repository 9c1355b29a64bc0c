package sh.fanout.spring.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import sh.fanout.ErrorCode;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.node.ObjectNode;

/** Reads the JSON text of a request: no more of it than a publish can have, however much is sent. */
final class RequestBody {

    /** A payload, and options of the largest size, each of their characters escaped. */
    private static final int MAX_BYTES = Fanout.MAX_PAYLOAD_BYTES + (256 << 10);

    private RequestBody() {}

    /** Refuses a body that says to be something else. */
    static void requireJson(HttpServletRequest request) {
        requireJson(request.getContentType());
        requirePlain(request.getHeader("Content-Encoding"));
    }

    static String read(ServerRequest asked) {
        var request = asked.servletRequest();
        if (request.getContentLengthLong() > MAX_BYTES) {
            throw tooLarge("%,d bytes".formatted(request.getContentLengthLong()));
        }
        try {
            var bytes = request.getInputStream().readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw tooLarge("more than %,d bytes".formatted(MAX_BYTES));
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FanoutException(
                    ErrorCode.MALFORMED_JSON, "The body is not UTF-8.", "Send JSON text encoded in UTF-8.", e);
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "The body did not arrive in full: %s.".formatted(e.getMessage()),
                    "Send it again, with a Content-Length that fits.",
                    e);
        }
    }

    /** The schemas of all bodies, by their names. */
    static Map<String, ObjectNode> schemas() {
        try (var file = RequestBody.class.getResourceAsStream("bodies.json")) {
            return FanoutJson.MAPPER.readValue(file, new TypeReference<LinkedHashMap<String, ObjectNode>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireJson(@Nullable String contentType) {
        try {
            var type = contentType == null ? MediaType.ALL : MediaType.parseMediaType(contentType);
            var charset = type.getCharset();
            if (MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
                    && (charset == null || charset.equals(StandardCharsets.UTF_8))) {
                return;
            }
        } catch (InvalidMediaTypeException e) {
            // Refused as any other type that is not JSON.
        }
        throw new UnsupportedContentException(
                contentType == null
                        ? "The body has no Content-Type."
                        : "The body's Content-Type is '%s'.".formatted(contentType),
                "Send JSON in UTF-8, with Content-Type: application/json.");
    }

    private static void requirePlain(@Nullable String encoding) {
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new UnsupportedContentException(
                    "The body's Content-Encoding is '%s'.".formatted(encoding), "Send it uncompressed.");
        }
    }

    private static FanoutException tooLarge(String size) {
        return new FanoutException(
                ErrorCode.PAYLOAD_TOO_LARGE,
                "The body has %s; a payload may have %,d.".formatted(size, Fanout.MAX_PAYLOAD_BYTES),
                "Store the large part elsewhere, and publish a reference to it.");
    }
}
