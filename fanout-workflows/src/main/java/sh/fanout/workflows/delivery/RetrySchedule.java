package sh.fanout.workflows.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;
import sh.fanout.subscription.RejectedEventException;
import sh.fanout.subscription.RetryLaterException;
import sh.fanout.subscription.RetryPolicy;

/** Decides what comes after a failed attempt. Pure, but for the jitter that it is given. */
final class RetrySchedule {

    private static final double MAX_JITTER = 0.2;

    private final RetryPolicy policy;
    private final RandomGenerator random;

    RetrySchedule(RetryPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /** What comes next. */
    sealed interface Next {

        /** Another call, after a wait. */
        record Retry(Duration delay) implements Next {}

        /** No further call. */
        record GiveUp() implements Next {}
    }

    /**
     * What comes after a failure.
     *
     * @param spent how many attempts are used up, the failed one included
     */
    Next after(int spent, Throwable failure) {
        if (failure instanceof RetryLaterException later) {
            return new Next.Retry(later.delay());
        }
        if (spent >= policy.attempts() || isFinal(failure)) {
            return new Next.GiveUp();
        }
        return new Next.Retry(delayAfter(spent));
    }

    /** Whether attempts that were lost have used up the policy before the next one begins. */
    boolean exhausted(int spent) {
        return spent >= policy.attempts();
    }

    /** The wait after so many attempts, however many there may be. */
    Duration delayAfter(int spent) {
        var cap = (double) policy.maxInterval().toMillis();
        var grown = policy.interval().toMillis() * Math.pow(policy.factor(), spent - 1.0);
        var millis = Math.min(cap, grown) * (1 - MAX_JITTER * random.nextDouble());
        return Duration.ofMillis(Math.max(1, Math.round(millis)));
    }

    private boolean isFinal(Throwable failure) {
        if (failure instanceof RejectedEventException) {
            return true;
        }
        for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
            if (policy.giveUpOn().contains(type.getName())) {
                return true;
            }
        }
        return false;
    }
}
