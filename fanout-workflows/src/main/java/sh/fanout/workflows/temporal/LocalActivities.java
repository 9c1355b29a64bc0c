package sh.fanout.workflows.temporal;

import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/** How workflows call what must not fail them: again and again, until it is done. */
public final class LocalActivities {

    /** Has to be said: without a bound of any kind the SDK tries a local activity once, whatever else it is told. */
    private static final int ANY_NUMBER = Integer.MAX_VALUE;

    private LocalActivities() {}

    /**
     * Begins the options of such a call.
     *
     * @param longestPause between two attempts
     */
    public static LocalActivityOptions.Builder untilDone(Duration longestPause) {
        return LocalActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofSeconds(10))
                // Waiting within the task costs events as well: an outage of minutes is waited for on timers.
                .setLocalRetryThreshold(Duration.ofSeconds(5))
                .setRetryOptions(RetryOptions.newBuilder()
                        .setMaximumInterval(longestPause)
                        .setMaximumAttempts(ANY_NUMBER)
                        .build())
                // The events before it have all that they are made of.
                .setDoNotIncludeArgumentsIntoMarker(true);
    }
}
