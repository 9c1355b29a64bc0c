package sh.fanout.spring.rest;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.RateLimitExceededException;

/**
 * The headers of an answer that a limit refuses: {@code Retry-After} (RFC 9110), {@code RateLimit} and
 * {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers). All count in whole seconds, rounded up.
 */
final class RateLimitHeaders {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private RateLimitHeaders() {}

    /** Begins the answer. */
    static ServerResponse.BodyBuilder of(RateLimitExceededException refusal) {
        var policy = refusal.policy();
        var wait = seconds(refusal.retryAfter());
        return ServerResponse.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(wait))
                .header("RateLimit", "\"%s\";r=0;t=%d".formatted(refusal.eventType(), wait))
                .header(
                        "RateLimit-Policy",
                        "\"%s\";q=%d;w=%d".formatted(refusal.eventType(), policy.limit(), seconds(policy.window())));
    }

    private static long seconds(Duration duration) {
        return (duration.toNanos() + SECOND - 1) / SECOND;
    }
}
