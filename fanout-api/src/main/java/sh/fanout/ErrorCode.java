package sh.fanout;

/**
 * The number by which a mistake is known in exceptions, logs and HTTP answers, such as {@code FANOUT-102}.
 *
 * <p>A number tells where the mistake is first met: below 100 at the start, from 100 at a publish, from 200 at an operator's
 * request. Some are met later as well: {@code FANOUT-006} and {@code FANOUT-011} whenever Temporal or the event log does not
 * answer. A number keeps its meaning for ever.
 */
public enum ErrorCode {
    INVALID_EVENT_TYPE(1, "An event type is not well defined"),
    INVALID_SCHEMA(2, "A JSON Schema cannot be used"),
    INVALID_SUBSCRIPTION(3, "A subscription is not well defined"),
    DUPLICATE_SUBSCRIPTION(4, "Two subscriptions have one id"),
    CATALOG_CONFLICT(5, "Two services contradict each other"),
    TEMPORAL_UNREACHABLE(6, "Temporal does not answer"),
    EVENT_LOG_IN_USE(7, "The event log belongs to another instance or bus"),
    UNCLEAR_MODE(8, "Fanout cannot tell where to run"),
    CATALOG_FULL(9, "The bus has too many definitions"),
    INVALID_SETTING(10, "A setting has no usable value"),
    EVENT_LOG_UNREACHABLE(11, "The event log does not answer"),
    INVALID_FILTER(12, "A filter cannot be used"),
    INVALID_RATE_LIMIT(13, "A rate limit cannot be used"),
    UNUSABLE_LIBRARY(14, "A library is there in a version that cannot be used"),

    UNKNOWN_EVENT_TYPE(101, "Nobody defined this event type"),
    INVALID_PAYLOAD(102, "The payload violates the schema"),
    PAYLOAD_TOO_LARGE(103, "The payload is too large"),
    MALFORMED_JSON(104, "The payload is not JSON"),
    UNWRITABLE_PAYLOAD(105, "The payload cannot be written as JSON"),
    PUBLISH_FAILED(106, "Temporal did not confirm the event"),
    INVALID_OPTION(107, "A publish option has no usable value"),
    NOT_RUNNING(108, "Fanout is not running"),
    RATE_LIMITED(109, "The rate limit of the event type is used up"),
    LIMITER_UNREACHABLE(110, "The store of the rate limits does not answer"),
    IDEMPOTENCY_CONFLICT(111, "An idempotency key stands for something else"),
    LANE_FULL(112, "Too many events wait for one ordering key"),
    GATHER_FAILED(113, "The results of an event cannot be gathered"),

    INVALID_REQUEST(201, "The request cannot be understood"),
    NOT_FOUND(202, "No such thing"),
    NOT_ALLOWED(203, "The request is not allowed from here"),
    REQUEST_FAILED(204, "The request could not be answered"),
    NOTHING_TO_DECIDE(205, "It is not in a state to be decided about"),
    SUBSCRIPTION_GONE(206, "The subscription is gone"),
    NOT_AUTHENTICATED(220, "Nobody is logged in"),
    ROLE_MISSING(221, "A role is missing");

    private final int number;
    private final String title;

    ErrorCode(int number, String title) {
        this.number = number;
        this.title = title;
    }

    /** The code as people write it: {@code FANOUT-} and three digits. */
    public String id() {
        return "FANOUT-%03d".formatted(number);
    }

    /** What went wrong in general, in a few words. */
    public String title() {
        return title;
    }
}
