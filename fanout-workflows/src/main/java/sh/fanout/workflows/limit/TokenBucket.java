package sh.fanout.workflows.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.util.function.LongSupplier;
import sh.fanout.RateLimitPolicy;

/** The token bucket of Bucket4j. */
public final class TokenBucket implements Slots {

    private final Bucket bucket;

    TokenBucket(RateLimitPolicy policy, LongSupplier nanoTime) {
        bucket = Bucket.builder()
                .addLimit(bandwidth(policy))
                .withCustomTimePrecision(meter(nanoTime))
                .build();
    }

    /** As many tokens as the limit, refilled evenly over the window. */
    public static Bandwidth bandwidth(RateLimitPolicy policy) {
        return Bandwidth.builder()
                .capacity(policy.limit())
                .refillGreedy(policy.limit(), policy.window())
                .build();
    }

    @Override
    public long tryTake() {
        return bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill();
    }

    @Override
    public long take() {
        return bucket.consumeIgnoringRateLimits(1);
    }

    private static TimeMeter meter(LongSupplier nanoTime) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return nanoTime.getAsLong();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }
}
