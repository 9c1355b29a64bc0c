package sh.fanout.workflows.gather;

import java.time.Duration;

/** Until when one wait lasts, by a clock that nobody sets. */
final class Deadline {

    private final long begun = System.nanoTime();
    private final Duration length;

    Deadline(Duration length) {
        this.length = length;
    }

    /** What is left; zero or negative once it is over. */
    Duration left() {
        return length.minus(elapsed());
    }

    boolean isOver() {
        return hasBeen(length);
    }

    /** Whether the wait has lasted for some time. */
    boolean hasBeen(Duration time) {
        return elapsed().compareTo(time) >= 0;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
