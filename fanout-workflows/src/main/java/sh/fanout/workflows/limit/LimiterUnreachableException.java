package sh.fanout.workflows.limit;

import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.temporal.RootCause;

/** {@code FANOUT-110}: the store of the rate limits did not answer, or refused. A slot may be taken all the same. */
public final class LimiterUnreachableException extends FanoutException {

    /** @param store as {@link RateLimiter#describe()} has it */
    public LimiterUnreachableException(String store, Throwable cause) {
        super(
                ErrorCode.LIMITER_UNREACHABLE,
                "The store of the rate limits (%s) cannot be used: %s.".formatted(store, RootCause.inWords(cause)),
                "Check that it runs, is reachable and has memory; or choose what happens meanwhile by the outage policy.",
                cause);
    }
}
