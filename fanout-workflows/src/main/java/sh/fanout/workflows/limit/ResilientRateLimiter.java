package sh.fanout.workflows.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.RateLimitPolicy;

/**
 * Decides by an {@link OutagePolicy} whenever the store of the limits is away.
 *
 * <p>During an outage a call asks the store again every 300 ms; the others are decided at once, so a store that is silent
 * delays few of them. The first answer ends the outage.
 */
public final class ResilientRateLimiter implements RateLimiter {

    private static final Logger logger = LoggerFactory.getLogger(ResilientRateLimiter.class);
    private static final long PAUSE = Duration.ofMillis(300).toNanos();

    private final RateLimiter store;
    private final OutagePolicy policy;
    private final RateLimiter local;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Outage> outage = new AtomicReference<>();
    private final LongAdder decisions = new LongAdder();

    /** @param store is closed with this one */
    public ResilientRateLimiter(RateLimiter store, OutagePolicy policy) {
        this(store, policy, System::nanoTime);
    }

    ResilientRateLimiter(RateLimiter store, OutagePolicy policy, LongSupplier nanoTime) {
        this.store = store;
        this.policy = policy;
        this.nanoTime = nanoTime;
        local = new MemoryRateLimiter(nanoTime);
    }

    @Override
    public Reservation tryReserve(String eventType, RateLimitPolicy limit) {
        return ask(limiter -> limiter.tryReserve(eventType, limit), new Reservation.Admitted());
    }

    @Override
    public Duration reserve(String eventType, RateLimitPolicy limit) {
        return ask(limiter -> limiter.reserve(eventType, limit), Duration.ZERO);
    }

    private <T> T ask(Function<RateLimiter, T> question, T pass) {
        var known = outage.get();
        if (known != null && !known.asksAgain(nanoTime.getAsLong())) {
            return decide(question, pass, known.failure());
        }
        try {
            var answer = question.apply(store);
            isBack();
            return answer;
        } catch (LimiterUnreachableException e) {
            isAway(e);
            return decide(question, pass, e);
        }
    }

    private <T> T decide(Function<RateLimiter, T> question, T pass, LimiterUnreachableException failure) {
        decisions.increment();
        return switch (policy) {
            case FAIL_OPEN -> pass;
            case FAIL_CLOSED -> throw new LimiterUnreachableException(store.describe(), failure);
            case LOCAL -> question.apply(local);
        };
    }

    private void isAway(LimiterUnreachableException failure) {
        if (outage.compareAndSet(null, new Outage(failure, new AtomicLong(nanoTime.getAsLong() + PAUSE)))) {
            logger.warn("The store of the rate limits is away, {}: {}", policy.consequence(), failure.problem());
        }
    }

    private void isBack() {
        if (outage.get() != null && outage.getAndSet(null) != null) {
            logger.info("The store of the rate limits is back ({})", store.describe());
        }
    }

    @Override
    public boolean available() {
        return store.available();
    }

    @Override
    public boolean shared() {
        return store.shared();
    }

    @Override
    public String describe() {
        return "%s; while it is away, %s".formatted(store.describe(), policy.consequence());
    }

    @Override
    public long outageDecisions() {
        return decisions.sum();
    }

    @Override
    public void close() {
        store.close();
        local.close();
    }

    /** One time that the store is away, from the first failure to the next answer. */
    private record Outage(LimiterUnreachableException failure, AtomicLong next) {

        /** Whether the caller is the one to ask the store again. */
        boolean asksAgain(long now) {
            var due = next.get();
            return now - due >= 0 && next.compareAndSet(due, now + PAUSE);
        }
    }
}
