package sh.fanout.spring.rest;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.FanoutException;
import sh.fanout.IdempotencyConflictException;
import sh.fanout.InvalidPayloadException;
import sh.fanout.PublishFailedException;
import sh.fanout.RateLimitExceededException;
import sh.fanout.Violation;
import sh.fanout.spring.access.Refusals;

/**
 * A refusal as {@code application/problem+json} (RFC 9457), with the code and the way out.
 *
 * @param errors what is wrong where in the body of the request; or in the payload of the event, if it was published
 * @param eventId the event that may have been accepted, or the one that was
 * @param retryAfter how long until the limit would let the event pass, exactly
 */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String hint,
        @Nullable List<Violation> errors,
        @Nullable String eventId,
        @Nullable Boolean mayHaveBeenAccepted,
        @Nullable Duration retryAfter) {

    static ServerResponse answer(FanoutException refusal) {
        return refusal instanceof RateLimitExceededException exceeded
                ? answer(RateLimitHeaders.of(exceeded), status(refusal), refusal)
                : answer(status(refusal), refusal);
    }

    /** A refusal among the answers to many questions. */
    static Problem of(FanoutException refusal) {
        var status = refusal instanceof RateLimitExceededException ? HttpStatus.TOO_MANY_REQUESTS : status(refusal);
        return of(status, refusal, eventId(refusal), inBody(violations(refusal)));
    }

    /** Completes a response about an event that is published; if only the results are missing, they are there later. */
    static ServerResponse answer(FanoutException refusal, String eventId, URI results) {
        var status = status(refusal);
        var response = ServerResponse.status(status);
        return RestJson.answer(
                status == HttpStatus.SERVICE_UNAVAILABLE ? response.location(results) : response,
                MediaType.APPLICATION_PROBLEM_JSON,
                of(status, refusal, eventId, violations(refusal)));
    }

    static ServerResponse answer(HttpStatus status, FanoutException refusal) {
        return answer(ServerResponse.status(status), status, refusal);
    }

    /** Completes a response that has headers of its own. */
    static ServerResponse answer(ServerResponse.BodyBuilder response, HttpStatus status, FanoutException refusal) {
        return RestJson.answer(
                response,
                MediaType.APPLICATION_PROBLEM_JSON,
                of(status, refusal, eventId(refusal), inBody(violations(refusal))));
    }

    private static Problem of(
            HttpStatus status, FanoutException refusal, @Nullable String eventId, @Nullable List<Violation> errors) {
        var failed = refusal instanceof PublishFailedException publish ? publish : null;
        return new Problem(
                "urn:fanout:error:" + refusal.code().id(),
                refusal.code().title(),
                status.value(),
                refusal.problem(),
                refusal.code().id(),
                refusal.hint(),
                errors,
                eventId,
                failed == null ? null : failed.mayHaveBeenAccepted(),
                refusal instanceof RateLimitExceededException exceeded ? exceeded.retryAfter() : null);
    }

    private static @Nullable String eventId(FanoutException refusal) {
        if (refusal instanceof PublishFailedException failed) {
            return failed.eventId();
        }
        return refusal instanceof IdempotencyConflictException conflict ? conflict.eventId() : null;
    }

    private static @Nullable List<Violation> violations(FanoutException refusal) {
        return refusal instanceof InvalidPayloadException invalid ? invalid.violations() : null;
    }

    /** The payload is a field of the body. */
    private static @Nullable List<Violation> inBody(@Nullable List<Violation> violations) {
        return violations == null
                ? null
                : violations.stream()
                        .map(it -> new Violation("/payload" + it.pointer(), it.message()))
                        .toList();
    }

    private static HttpStatus status(FanoutException refusal) {
        return Refusals.status(refusal.code());
    }
}
