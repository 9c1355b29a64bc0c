package sh.fanout.spring.rest;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import sh.fanout.FanoutException;
import sh.fanout.InvalidPayloadException;
import sh.fanout.PublishFailedException;
import sh.fanout.workflows.temporal.FanoutJson;

/** Answers what Fanout refused as {@code application/problem+json} (RFC 9457), with the code and the way out. */
@RestControllerAdvice(basePackageClasses = Problems.class)
class Problems {

    @ExceptionHandler
    ResponseEntity<byte[]> refused(FanoutException refusal) {
        return answer(refusal);
    }

    static ResponseEntity<byte[]> answer(FanoutException refusal) {
        var status = status(refusal);
        var problem = ProblemDetail.forStatusAndDetail(status, refusal.problem());
        problem.setType(URI.create("urn:fanout:error:" + refusal.code().id()));
        problem.setTitle(refusal.code().title());
        problem.setProperty("code", refusal.code().id());
        problem.setProperty("hint", refusal.hint());
        if (refusal instanceof InvalidPayloadException invalid) {
            problem.setProperty("errors", invalid.violations());
        }
        if (refusal instanceof PublishFailedException failed) {
            problem.setProperty("eventId", failed.eventId());
            problem.setProperty("mayHaveBeenAccepted", failed.mayHaveBeenAccepted());
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(FanoutJson.MAPPER.writeValueAsBytes(problem));
    }

    private static HttpStatus status(FanoutException refusal) {
        return switch (refusal.code()) {
            case UNKNOWN_EVENT_TYPE, NOT_FOUND -> HttpStatus.NOT_FOUND;
            case INVALID_PAYLOAD -> HttpStatus.UNPROCESSABLE_CONTENT;
            case PAYLOAD_TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case PUBLISH_FAILED, EVENT_LOG_UNREACHABLE, TEMPORAL_UNREACHABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            case NOT_ALLOWED -> HttpStatus.FORBIDDEN;
            default -> HttpStatus.BAD_REQUEST;
        };
    }
}
