package sh.fanout.subscription;

import java.time.Duration;
import java.util.regex.Pattern;
import sh.fanout.ErrorCode;
import sh.fanout.EventType;
import sh.fanout.FanoutException;

/**
 * Who wants which events, and what runs for each: the model behind {@link sh.fanout.Subscribe}, usable without it.
 *
 * <p>{@code Subscription.to(type).id("send-receipt").handler((order, context) -> …)}
 *
 * @param id unique on the bus; at most 100 letters, digits, {@code .}, {@code _} and {@code -}
 * @param eventType whose events
 * @param retry when to try again
 * @param timeout how long one attempt may run
 * @param handler what runs
 * @param place where the subscription is written, for people
 */
public record Subscription<T>(
        String id, EventType<T> eventType, RetryPolicy retry, Duration timeout, Handler<T> handler, String place) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public Subscription {
        if (!ID.matcher(id).matches()) {
            throw new FanoutException(
                    ErrorCode.INVALID_SUBSCRIPTION,
                    "'%s' is not an id of a subscription (%s).".formatted(id, place),
                    "Use 1 to 100 letters, digits, '.', '_' and '-', such as 'send-receipt'.");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new FanoutException(
                    ErrorCode.INVALID_SUBSCRIPTION,
                    "Subscription '%s' cannot have the time-out %s (%s).".formatted(id, timeout, place),
                    "Give it a positive one, such as 30 seconds.");
        }
    }

    /** Begins a subscription to the events of a type. */
    public static <T> Builder<T> to(EventType<T> eventType) {
        return new Builder<>(eventType);
    }

    /** A subscription in the making; {@link #handler} completes it. Not for use by several threads. */
    public static final class Builder<T> {

        private final EventType<T> eventType;
        private String id = "";
        private RetryPolicy retry = RetryPolicy.defaults();
        private Duration timeout = DEFAULT_TIMEOUT;
        private String place = "";

        private Builder(EventType<T> eventType) {
            this.eventType = eventType;
        }

        public Builder<T> id(String id) {
            this.id = id;
            return this;
        }

        public Builder<T> retry(RetryPolicy retry) {
            this.retry = retry;
            return this;
        }

        public Builder<T> timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /** Names the place that error messages show; by default the handler's class. */
        public Builder<T> place(String place) {
            this.place = place;
            return this;
        }

        public Subscription<T> handler(Handler<T> handler) {
            var where = place.isEmpty() ? handler.getClass().getName().replaceAll("\\$\\$.*", "") : place;
            return new Subscription<>(id, eventType, retry, timeout, handler, where);
        }
    }
}
