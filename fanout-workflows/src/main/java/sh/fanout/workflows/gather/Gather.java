package sh.fanout.workflows.gather;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The question for an event's results, as its fan-out is asked it.
 *
 * @param deadline how long to wait for deliveries that are not settled, from when the fan-out hears of the question
 * @param after where the page before ended; {@code null} for the first page
 */
public record Gather(Duration deadline, @Nullable String after) {

    /** The question for what has no room in the answer to this one. */
    Gather next(String after) {
        return new Gather(Duration.ZERO, after);
    }
}
