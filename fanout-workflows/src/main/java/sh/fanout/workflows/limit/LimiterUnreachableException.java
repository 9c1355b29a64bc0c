package sh.fanout.workflows.limit;

import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** {@code FANOUT-110}: the store of the rate limits did not answer, or refused. A slot may be taken all the same. */
public final class LimiterUnreachableException extends FanoutException {

    private static final int MAX_REASON = 300;

    /** @param store as {@link RateLimiter#describe()} has it */
    public LimiterUnreachableException(String store, Throwable cause) {
        super(
                ErrorCode.LIMITER_UNREACHABLE,
                "The store of the rate limits (%s) cannot be used: %s.".formatted(store, reason(cause)),
                "Check that it runs, is reachable and has memory; or choose what happens meanwhile by the outage policy.",
                cause);
    }

    private static String reason(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var message = root.getMessage() == null ? root.toString() : root.getMessage();
        var line = message.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
        return line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON) + "…";
    }
}
