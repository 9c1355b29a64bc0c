package sh.fanout;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The definition of an event type without annotations: an id, the payload class, and how both are checked.
 *
 * <p>Immutable; each setter returns a changed copy.
 *
 * @param id dot-separated segments, such as {@code order.created}; at most 200 characters
 * @param payloadType the class that payloads are written from and read into
 * @param version what is stored with each event
 * @param description one sentence for people; may be empty
 * @param schema a draft-07 JSON Schema, or {@code null} to derive it from {@code payloadType}
 * @param stream whose events have one order per ordering key: those of all types that name it; by default its own
 * @param rateLimit how many events may be published in how much time; {@code null} for any number
 * @param dlq whether deliveries that give up are parked as dead letters; otherwise they just end failed
 * @param owned whether this service defines the type; a {@linkplain #view view} does not, and adds no schema
 */
public record EventType<T>(
        String id,
        Class<T> payloadType,
        String version,
        String description,
        @Nullable String schema,
        String stream,
        @Nullable RateLimitPolicy rateLimit,
        boolean dlq,
        boolean owned) {

    /** The version of a type that names none. */
    public static final String FIRST_VERSION = "1";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final int MAX_ID_LENGTH = 200;
    private static final String OWN = "fanout.";

    public EventType {
        Objects.requireNonNull(payloadType, "payloadType");
        requireId(id);
        if (!stream.equals(id)) {
            requireStream(id, stream);
        }
        if (version.isBlank()) {
            throw new FanoutException(
                    ErrorCode.INVALID_EVENT_TYPE,
                    "Event type '%s' has an empty version.".formatted(id),
                    "Leave the version out for '%s', or give one such as '2'.".formatted(FIRST_VERSION));
        }
    }

    /** An event type that this service defines and publishes. */
    public static <T> EventType<T> of(String id, Class<T> payloadType) {
        return new EventType<>(id, payloadType, FIRST_VERSION, "", null, id, null, true, true);
    }

    /** The event type that an {@link Event} annotation defines. */
    public static <T> EventType<T> of(Class<T> payloadType) {
        var event = payloadType.getAnnotation(Event.class);
        if (event == null) {
            throw new FanoutException(
                    ErrorCode.INVALID_EVENT_TYPE,
                    "%s is not an event: it has no @Event.".formatted(payloadType.getName()),
                    "Write @Event(\"order.created\") on the class, or use EventType.of(\"order.created\", %s.class)."
                            .formatted(payloadType.getSimpleName()));
        }
        var type = of(event.value(), payloadType)
                .version(event.version())
                .description(event.description())
                .dlq(event.dlq().enabled());
        if (!event.stream().isEmpty()) {
            type = type.stream(event.stream());
        }
        var limit = RateLimitPolicy.of(event);
        return limit == null ? type : type.rateLimit(limit);
    }

    /**
     * An application's own reading of an event type that another service defines, to subscribe to it or to publish it. It
     * says what the payload is read into or written from, and nothing else.
     */
    public static <T> EventType<T> view(String id, Class<T> payloadType) {
        return new EventType<>(id, payloadType, FIRST_VERSION, "", null, id, null, true, false);
    }

    /** Whether this is a legal id of an event type, and so of a stream. */
    public static boolean isId(String id) {
        return id.length() <= MAX_ID_LENGTH && ID.matcher(id).matches();
    }

    /** Whether this is the id of one of Fanout's own types, which no application defines. */
    public static boolean isOwn(String id) {
        return id.startsWith(OWN);
    }

    /**
     * Returns {@code id} if it is a legal id of an event type.
     *
     * @throws FanoutException ({@code FANOUT-001}) if it is not
     */
    public static String requireId(String id) {
        if (!isId(id)) {
            throw new FanoutException(
                    ErrorCode.INVALID_EVENT_TYPE,
                    "'%s' is not an id of an event type.".formatted(Excerpts.of(id)),
                    "Use segments of letters, digits, '_' and '-' with dots between, such as 'order.created', %d characters at most."
                            .formatted(MAX_ID_LENGTH));
        }
        return id;
    }

    private static void requireStream(String id, String stream) {
        if (!isId(stream)) {
            throw new FanoutException(
                    ErrorCode.INVALID_EVENT_TYPE,
                    "Event type '%s' cannot be of the stream '%s'.".formatted(id, Excerpts.of(stream)),
                    "Name a stream like an event type, such as 'orders', %d characters at most."
                            .formatted(MAX_ID_LENGTH));
        }
    }

    /** Names the version of the payload; it is stored with each event, and not blank. */
    public EventType<T> version(String version) {
        return new EventType<>(id, payloadType, version, description, schema, stream, rateLimit, dlq, owned);
    }

    /** Says in one sentence what the event means, for people. */
    public EventType<T> description(String description) {
        return new EventType<>(id, payloadType, version, description, schema, stream, rateLimit, dlq, owned);
    }

    /** Replaces the schema that is otherwise derived from the payload class. */
    public EventType<T> schema(String schema) {
        return new EventType<>(id, payloadType, version, description, schema, stream, rateLimit, dlq, owned);
    }

    /** Gives the events of all types that name this stream one order per {@linkplain PublishOptions#orderingKey() key}. */
    public EventType<T> stream(String stream) {
        return new EventType<>(id, payloadType, version, description, schema, stream, rateLimit, dlq, owned);
    }

    /** Lets at most {@code limit} events be published in any window of that length, by all processes together. */
    public EventType<T> rateLimit(int limit, Duration window) {
        return rateLimit(RateLimitPolicy.of(limit, window));
    }

    /** Lets only so many events be published, by all processes together; a publish beyond is refused. */
    public EventType<T> rateLimit(RateLimitPolicy rateLimit) {
        return new EventType<>(id, payloadType, version, description, schema, stream, rateLimit, dlq, owned);
    }

    /** Says whether deliveries that give up are parked as dead letters. */
    public EventType<T> dlq(boolean enabled) {
        return new EventType<>(id, payloadType, version, description, schema, stream, rateLimit, enabled, owned);
    }
}
