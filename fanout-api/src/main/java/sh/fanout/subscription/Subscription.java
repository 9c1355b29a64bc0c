package sh.fanout.subscription;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.EventEnvelope;
import sh.fanout.EventPattern;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.OnFailure;
import sh.fanout.RateLimitPolicy;
import sh.fanout.filter.Filter;

/**
 * Who wants which events, and what runs for each: the model behind {@link sh.fanout.Subscribe}, usable without it.
 *
 * <p>{@code Subscription.to(type).id("send-receipt").filter(Filter.field("amount").gte(1000)).handler((order, context) -> …)}
 *
 * @param id unique on the bus; at most 100 letters, digits, {@code .}, {@code _} and {@code -}, the first of them no {@code .}
 * @param events whose events
 * @param payloadType what the handler takes: a class that reads the payload, or {@link EventEnvelope}
 * @param definition the type's definition, if the subscription brings it
 * @param filter which of these events
 * @param consumerGroup the group of which one member receives each event; {@code null} for none
 * @param limits how fast
 * @param retry when to try again
 * @param onFailure what becomes of the events behind a keyed one that used up its attempts
 * @param timeout how long one attempt may run
 * @param handler what runs
 * @param place where the subscription is written, for people
 */
public record Subscription<T>(
        String id,
        EventPattern events,
        Class<T> payloadType,
        @Nullable EventType<T> definition,
        Filter filter,
        @Nullable String consumerGroup,
        SubscriptionLimits limits,
        RetryPolicy retry,
        OnFailure onFailure,
        Duration timeout,
        Handler<T> handler,
        String place) {

    /** How long one attempt may run, unless the subscription says otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    public Subscription {
        requireId(id, "subscription", place);
        if (consumerGroup != null) {
            requireId(consumerGroup, "consumer group", place);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new FanoutException(
                    ErrorCode.INVALID_SUBSCRIPTION,
                    "Subscription '%s' cannot have the time-out %s (%s).".formatted(id, timeout, place),
                    "Give it a positive one, such as 30 seconds.");
        }
    }

    private static void requireId(String id, String what, String place) {
        if (!ID.matcher(id).matches()) {
            throw new FanoutException(
                    ErrorCode.INVALID_SUBSCRIPTION,
                    "'%s' is not an id of a %s (%s).".formatted(id, what, place),
                    "Use 1 to 100 letters, digits, '.', '_' and '-', and begin with no '.', such as 'send-receipt'.");
        }
    }

    /** Begins a subscription to the events of a type. */
    public static <T> Builder<T> to(EventType<T> eventType) {
        return new Builder<>(new EventPattern(eventType.id()), eventType.payloadType(), eventType);
    }

    /** Begins a subscription to the events of all types that match a {@linkplain EventPattern pattern}. */
    public static Builder<EventEnvelope> to(String pattern) {
        return new Builder<>(new EventPattern(pattern), EventEnvelope.class, null);
    }

    /** The same, with another handler. */
    public Subscription<T> handler(Handler<T> handler) {
        return new Subscription<>(
                id,
                events,
                payloadType,
                definition,
                filter,
                consumerGroup,
                limits,
                retry,
                onFailure,
                timeout,
                handler,
                place);
    }

    /** A subscription in the making; {@link #handler} or {@link #handlerWithoutOutput} completes it. Not for use by several threads. */
    public static final class Builder<T> {

        private final EventPattern events;
        private final Class<T> payloadType;
        private final @Nullable EventType<T> definition;
        private String id = "";
        private Filter filter = Filter.all();
        private @Nullable String consumerGroup;
        private SubscriptionLimits limits = SubscriptionLimits.defaults();
        private RetryPolicy retry = RetryPolicy.defaults();
        private OnFailure onFailure = OnFailure.DEAD_LETTER;
        private Duration timeout = DEFAULT_TIMEOUT;
        private String place = "";

        private Builder(EventPattern events, Class<T> payloadType, @Nullable EventType<T> definition) {
            this.events = events;
            this.payloadType = payloadType;
            this.definition = definition;
        }

        /**
         * Names the subscription, uniquely on the bus: at most 100 letters, digits, {@code .}, {@code _} and {@code -}, the first
         * of them no {@code .}.
         */
        public Builder<T> id(String id) {
            this.id = id;
            return this;
        }

        /** Says which of the events it gets; by default all. */
        public Builder<T> filter(Filter filter) {
            this.filter = filter;
            return this;
        }

        /** Puts the subscription into a group, of which exactly one member receives each event. */
        public Builder<T> consumerGroup(String consumerGroup) {
            this.consumerGroup = consumerGroup;
            return this;
        }

        /** Lets about {@code limit} deliveries begin in that time, all instances together. */
        public Builder<T> rateLimit(int limit, Duration window) {
            return limits(limits.rate(RateLimitPolicy.of(limit, window)));
        }

        /** The same for each value of a field of the payload. */
        public Builder<T> rateLimitPerKey(String key, int limit, Duration window) {
            return limits(limits.perKey(new KeyRateLimit(key, RateLimitPolicy.of(limit, window))));
        }

        /** Lets one instance run that many deliveries at once: 1 to 10,000, by default 50. */
        public Builder<T> concurrency(int concurrency) {
            return limits(limits.concurrency(concurrency));
        }

        /** Replaces its rates and its concurrency. */
        public Builder<T> limits(SubscriptionLimits limits) {
            this.limits = limits;
            return this;
        }

        /** Says when a failed delivery is tried again; by default five attempts. */
        public Builder<T> retry(RetryPolicy retry) {
            this.retry = retry;
            return this;
        }

        /** Says what becomes of the events behind a keyed one that used up its attempts. */
        public Builder<T> onFailure(OnFailure onFailure) {
            this.onFailure = onFailure;
            return this;
        }

        /** Limits the time of one attempt; by default five minutes. A longer one is interrupted and counts as failed. */
        public Builder<T> timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /** Names the place that error messages show; by default the handler's class. */
        public Builder<T> place(String place) {
            this.place = place;
            return this;
        }

        /**
         * Completes the subscription with what runs for each event, and returns the output of the delivery.
         *
         * @throws FanoutException ({@code FANOUT-003}) if the id, the consumer group or the time-out cannot be used
         */
        public Subscription<T> handler(Handler<T> handler) {
            return completed(handler, handler.getClass());
        }

        /**
         * Completes the subscription with what runs for each event, and has nothing to return.
         *
         * @throws FanoutException ({@code FANOUT-003}) if the id, the consumer group or the time-out cannot be used
         */
        public Subscription<T> handlerWithoutOutput(HandlerWithoutOutput<T> handler) {
            return completed(
                    (payload, context) -> {
                        handler.handle(payload, context);
                        return null;
                    },
                    handler.getClass());
        }

        private Subscription<T> completed(Handler<T> handler, Class<?> written) {
            var where = place.isEmpty() ? written.getName().replaceAll("\\$\\$.*", "") : place;
            return new Subscription<>(
                    id,
                    events,
                    payloadType,
                    definition,
                    filter,
                    consumerGroup,
                    limits,
                    retry,
                    onFailure,
                    timeout,
                    handler,
                    where);
        }
    }
}
