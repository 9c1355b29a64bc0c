package sh.fanout.workflows.lane;

import java.time.Duration;

/**
 * What one lane may keep, and how often it looks after that.
 *
 * @param maxEvents how many events; one more is refused
 * @param maxBytes of its state, estimated; Temporal takes 2 MB from one run to the next
 * @param check how soon it looks after the events that others wait for; ever more rarely while nothing changes
 * @param continueAfter how many messages one run takes; 0 leaves that to Temporal
 */
public record LaneLimits(int maxEvents, int maxBytes, Duration check, int continueAfter) {

    public static LaneLimits defaults() {
        return new LaneLimits(5_000, 1 << 20, Duration.ofSeconds(10), 0);
    }
}
