package sh.fanout.workflows.search;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What one page of a search may cost: so many events, and so much time, which also bounds a slow store and a filter that is
 * made to be slow.
 */
final class SearchBudget {

    static final int EVENTS = 20_000;
    static final Duration TIME = Duration.ofMillis(130);

    /** The first part shows how fast it goes: payloads may have ten bytes or a megabyte. */
    private static final int FIRST_PART = 50;

    private static final int MAX_PART = 1_000;

    private final LongSupplier nanoTime;
    private final long start;
    private int spent;

    SearchBudget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    void spend() {
        spent++;
    }

    int spent() {
        return spent;
    }

    /** Whether there is time for another part. */
    boolean isLeft() {
        return spent < EVENTS && elapsed() < TIME.toNanos();
    }

    /** A store that took all the time for the first part has it looked at all the same, or the search would never go on. */
    boolean isLeftInPart() {
        return spent < FIRST_PART || isLeft();
    }

    /** How many events to read next: as many as there is time for, going on as before. */
    int part() {
        if (spent == 0) {
            return FIRST_PART;
        }
        var elapsed = elapsed();
        var affordable = (TIME.toNanos() - elapsed) * spent / Math.max(1, elapsed);
        return (int) Math.max(1, Math.min(affordable, Math.min(EVENTS - spent, MAX_PART)));
    }

    private long elapsed() {
        return nanoTime.getAsLong() - start;
    }
}
