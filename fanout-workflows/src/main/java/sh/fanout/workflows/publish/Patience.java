package sh.fanout.workflows.publish;

import java.time.Duration;

/**
 * How patient keyed events are.
 *
 * @param patience how long an event waits for its lane to say something before it joins by itself; far longer once the
 *     lane has, and each time twice as long
 * @param pause how long a blocked head waits before its next round of attempts; it doubles each time, up to an hour
 * @param room up to how many bytes of history its run has further rounds
 */
public record Patience(Duration patience, Duration pause, long room) {

    /** A server ends a run that has 50 MB; what is left of them is for the last record. */
    public static final Patience DEFAULT = new Patience(Duration.ofSeconds(10), Duration.ofMinutes(1), 40L << 20);
}
