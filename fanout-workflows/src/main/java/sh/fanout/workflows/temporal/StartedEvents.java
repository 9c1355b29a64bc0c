package sh.fanout.workflows.temporal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import sh.fanout.EventEnvelope;

/**
 * Completes events from the start of their fan-outs: one read per worker and event, however many recipients it has.
 *
 * <p>Safe for use by any number of threads; threads that want the same event share one read.
 */
public final class StartedEvents {

    private static final long MAX_CACHED_CHARS = 32L << 20;

    private final History history;
    private final Cache<RunRef, EventEnvelope> cache = Caffeine.newBuilder()
            .maximumWeight(MAX_CACHED_CHARS)
            .<RunRef, EventEnvelope>weigher((run, event) -> event.payload().length())
            .build();

    public StartedEvents(History history) {
        this.history = history;
    }

    /** The event with its payload. */
    public EventEnvelope complete(Carried carried, RunRef fanOut) {
        if (carried.complete()) {
            return carried.envelope();
        }
        return carried.completedFrom(cache.get(fanOut, run -> history.startArgument(run, EventEnvelope.class)));
    }
}
