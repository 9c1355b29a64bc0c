package sh.fanout.examples.webhooks;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;
import sh.fanout.PublishOptions;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where GitHub delivers its webhooks. Nothing of a request is believed, or parsed, before its signature is right. */
@RestController
class GithubHook {

    private final Signature signature;
    private final GithubEvents events;
    private final Fanout fanout;
    private final JsonMapper json;

    GithubHook(Signature signature, GithubEvents events, Fanout fanout, JsonMapper json) {
        this.signature = signature;
        this.events = events;
        this.fanout = fanout;
        this.json = json;
    }

    /** The answer to GitHub: from here on the event is durable. */
    record Accepted(String eventId, String type) {}

    @PostMapping(path = "/hooks/github", consumes = APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted receive(
            @RequestHeader(name = "X-Hub-Signature-256", defaultValue = "") String signed,
            @RequestHeader(name = "X-GitHub-Event", defaultValue = "") String event,
            @RequestHeader(name = "X-GitHub-Delivery", defaultValue = "") String delivery,
            InputStream content)
            throws IOException {
        var body = signedBody(signed, content);
        require("X-GitHub-Event", event);
        require("X-GitHub-Delivery", delivery);
        var type = events.typeOf(event, action(body))
                .orElseThrow(() -> problem(
                        HttpStatus.UNPROCESSABLE_CONTENT, "GitHub's event '%s' is not known here.".formatted(event)));
        var text = new String(body, StandardCharsets.UTF_8);
        // GitHub sends again what it believes lost, by hand or on its own: that is the same event.
        var options = PublishOptions.defaults().idempotencyKey(delivery).metadata("delivery", delivery);
        var publication = fanout.publishJson(type, text, options);
        return new Accepted(publication.eventId(), type);
    }

    @ExceptionHandler
    ProblemDetail refused(FanoutException refusal) {
        var status = switch (refusal.code()) {
            case INVALID_PAYLOAD -> HttpStatus.UNPROCESSABLE_CONTENT;
            case IDEMPOTENCY_CONFLICT -> HttpStatus.CONFLICT;
            case PUBLISH_FAILED, TEMPORAL_UNREACHABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.BAD_REQUEST;
        };
        return ProblemDetail.forStatusAndDetail(status, refusal.getMessage());
    }

    private byte[] signedBody(String signed, InputStream content) throws IOException {
        if (signed.isEmpty()) {
            throw problem(HttpStatus.UNAUTHORIZED, "The header X-Hub-Signature-256 is missing.");
        }
        // One byte more shows that there is more; a stranger cannot make this process hold all of it.
        var body = content.readNBytes(Fanout.MAX_PAYLOAD_BYTES + 1);
        if (body.length > Fanout.MAX_PAYLOAD_BYTES) {
            throw problem(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "The body has more than %,d bytes.".formatted(Fanout.MAX_PAYLOAD_BYTES));
        }
        if (!signature.matches(signed, body)) {
            throw problem(HttpStatus.UNAUTHORIZED, "The header X-Hub-Signature-256 does not fit the body.");
        }
        return body;
    }

    private String action(byte[] body) {
        try {
            return json.readTree(body).path("action").asString("");
        } catch (JacksonException e) {
            // Publishing reads the body again, and its refusal names the place.
            return "";
        }
    }

    private static void require(String header, String value) {
        if (value.isBlank()) {
            throw problem(HttpStatus.BAD_REQUEST, "The header %s is missing.".formatted(header));
        }
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
