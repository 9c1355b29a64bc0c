package sh.fanout.dashboard.page;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import sh.fanout.FanoutException;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.lane.Lanes;

/** Asks how things are, once for all who look at the same time. Safe for use by any number of threads. */
public final class Beats {

    private static final long FRESH = Duration.ofSeconds(2).toNanos();

    private final BooleanSupplier engine;
    private final DeadLetters deadLetters;
    private final Lanes lanes;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Taken last;

    public Beats(BooleanSupplier engine, DeadLetters deadLetters, Lanes lanes) {
        this.engine = engine;
        this.deadLetters = deadLetters;
        this.lanes = lanes;
    }

    /** How things were, two seconds ago at most; or longer, while somebody else waits for the answer. */
    Beat beat() {
        var known = last;
        if (known != null && (known.isFresh() || asking.isLocked())) {
            return known.beat();
        }
        asking.lock();
        try {
            var meanwhile = last;
            if (meanwhile == null || !meanwhile.isFresh()) {
                last = new Taken(ask(), System.nanoTime());
            }
            return requireNonNull(last).beat();
        } finally {
            asking.unlock();
        }
    }

    private Beat ask() {
        var runs = engine.getAsBoolean();
        try {
            var parked = deadLetters.count(DeadLetterQuery.PARKED);
            return new Beat(runs, true, parked.letters(), lanes.blocked().size());
        } catch (FanoutException away) {
            return new Beat(runs, false, 0, 0);
        }
    }

    private record Taken(Beat beat, long nanos) {

        boolean isFresh() {
            return System.nanoTime() - nanos < FRESH;
        }
    }
}
