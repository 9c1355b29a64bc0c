package sh.fanout.spring.access;

import org.springframework.http.HttpStatus;
import sh.fanout.ErrorCode;

/** Refusals as HTTP knows them. */
public final class Refusals {

    private Refusals() {}

    /** The status of an answer that refuses something with this code. */
    public static HttpStatus status(ErrorCode code) {
        return switch (code) {
            case UNKNOWN_EVENT_TYPE, NOT_FOUND -> HttpStatus.NOT_FOUND;
            case NOTHING_TO_DECIDE, SUBSCRIPTION_GONE, IDEMPOTENCY_CONFLICT -> HttpStatus.CONFLICT;
            case INVALID_PAYLOAD -> HttpStatus.UNPROCESSABLE_CONTENT;
            case PAYLOAD_TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case PUBLISH_FAILED,
                    GATHER_FAILED,
                    EVENT_LOG_UNREACHABLE,
                    TEMPORAL_UNREACHABLE,
                    LIMITER_UNREACHABLE,
                    LANE_FULL,
                    NOT_RUNNING -> HttpStatus.SERVICE_UNAVAILABLE;
            case NOT_AUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case NOT_ALLOWED, ROLE_MISSING -> HttpStatus.FORBIDDEN;
            case RATE_LIMITED -> HttpStatus.TOO_MANY_REQUESTS;
            case REQUEST_FAILED -> HttpStatus.INTERNAL_SERVER_ERROR;
            default -> HttpStatus.BAD_REQUEST;
        };
    }
}
