package sh.fanout.workflows.gather;

import java.time.Duration;

/**
 * The question whether an event's deliveries are settled, which its fan-out answers once they are.
 *
 * @param deadline how long to wait for them at most, from when the fan-out hears of the question
 */
public record Gather(Duration deadline) {

    /** The name of the update that brings it to the fan-out. */
    public static final String UPDATE = "gather";

    /** The type of the failure by which a fan-out refuses to be waited for; it can be looked at all the same. */
    public static final String REFUSED = "TooManyWait";
}
