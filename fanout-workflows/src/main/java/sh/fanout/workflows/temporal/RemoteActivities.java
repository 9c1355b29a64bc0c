package sh.fanout.workflows.temporal;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/** How workflows call what another process may have to do: again and again, until it is done. */
public final class RemoteActivities {

    private RemoteActivities() {}

    /**
     * Begins the options of such a call.
     *
     * @param summary what operators read of it
     */
    public static ActivityOptions.Builder untilDone(String summary) {
        return ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(1))
                .setRetryOptions(RetryOptions.newBuilder()
                        .setMaximumInterval(Duration.ofSeconds(10))
                        .build())
                .setSummary(summary);
    }
}
