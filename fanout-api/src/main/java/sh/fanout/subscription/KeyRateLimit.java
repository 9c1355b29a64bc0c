package sh.fanout.subscription;

import java.util.List;
import java.util.regex.Pattern;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.RateLimitPolicy;

/**
 * A limit for each value of a field of the payload, so that one customer's events do not hold up the others'.
 *
 * <p>Events without the field, or with an object or array in it, share one limit among them.
 *
 * @param key the field, such as {@code customerId}, or with dots {@code customer.id}
 * @param policy how many deliveries in how much time, for each value
 */
public record KeyRateLimit(String key, RateLimitPolicy policy) {

    private static final Pattern KEY = Pattern.compile("[^.\\s]+(\\.[^.\\s]+)*");
    private static final int MAX_LENGTH = 200;

    public KeyRateLimit {
        if (key.length() > MAX_LENGTH || !KEY.matcher(key).matches()) {
            throw new FanoutException(
                    ErrorCode.INVALID_RATE_LIMIT,
                    "'%s' is not a field that a limit can have as its key.".formatted(key),
                    "Write the name of a field of the payload, such as customerId or customer.id.");
        }
    }

    /** The names that lead to the field. */
    public List<String> path() {
        return List.of(key.split("\\."));
    }
}
