package sh.fanout.workflows.limit;

import java.time.Duration;
import sh.fanout.RateLimitPolicy;

/**
 * Hands out the slots in which the events of a limited type pass.
 *
 * <p>Slots are counted per event type and policy: another policy starts from nothing. A slot that was taken is never given
 * back. Safe for use by any number of threads; every method answers, or fails with {@link LimiterUnreachableException},
 * within 250 ms.
 */
public interface RateLimiter extends AutoCloseable {

    /** Takes a slot if one is free now. */
    Reservation tryReserve(String eventType, RateLimitPolicy policy);

    /**
     * Takes the next slot, be it now or later, and returns how long until it is due; zero for now.
     *
     * <p>A slot in the future counts for everybody from now on, so those who ask later get later ones.
     */
    Duration reserve(String eventType, RateLimitPolicy policy);

    /** Whether slots can be taken now; never throws. */
    boolean available();

    /** Whether all processes of a bus count together, and not each for itself. */
    boolean shared();

    /** Where the slots are counted, for people, such as {@code Redis at localhost:6379}. */
    String describe();

    /** How many calls were decided without counting, because the store was away. */
    default long outageDecisions() {
        return 0;
    }

    @Override
    void close();
}
