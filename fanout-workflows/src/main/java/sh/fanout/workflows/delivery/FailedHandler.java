package sh.fanout.workflows.delivery;

import io.temporal.api.enums.v1.RetryState;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Instant;
import java.util.Optional;
import sh.fanout.log.DeliveryStatus;

/** Reads what a handler's activity left behind when it failed for good. */
final class FailedHandler {

    private FailedHandler() {}

    /** @param earlier what an activity before this one has left, for one that leaves nothing */
    static Verdict verdict(ActivityFailure failure, AttemptLog earlier, Instant settled) {
        if (failure.getCause() instanceof ApplicationFailure ended) {
            var status = expired(failure, ended) ? DeliveryStatus.EXPIRED : DeliveryStatus.FAILED;
            var details = ended.getDetails();
            return details.getSize() < 2
                    ? Verdict.notDelivered(
                            status, earlier, settled, Cause.of("failed", String.valueOf(ended.getOriginalMessage())))
                    : Verdict.notDelivered(
                            status, details.get(0, AttemptLog.class), settled, details.get(1, Cause.class));
        }
        if (failure.getCause() instanceof TimeoutFailure timeout) {
            return Verdict.notDelivered(
                    DeliveryStatus.EXPIRED,
                    lastHeartbeat(timeout).orElse(earlier),
                    settled,
                    Cause.of("expired", "the event's life ended before a handler was done with it"));
        }
        return Verdict.notDelivered(
                DeliveryStatus.FAILED, earlier, settled, Cause.of("failed", String.valueOf(failure.getMessage())));
    }

    /** Whether there was no time left for another attempt, as the handler's worker has seen, or else the server. */
    private static boolean expired(ActivityFailure failure, ApplicationFailure ended) {
        return ended.getType().equals(Failures.EXPIRED) || failure.getRetryState() == RetryState.RETRY_STATE_TIMEOUT;
    }

    /** Whether no worker began with an attempt within the time that it had for that. */
    static boolean beganTooLate(ActivityFailure failure) {
        return failure.getCause() instanceof TimeoutFailure timeout
                && timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START;
    }

    /** The attempts that the handler's worker told of when it claimed the delivery, if one has. */
    static Optional<AttemptLog> claim(ActivityFailure failure) {
        return failure.getCause() instanceof TimeoutFailure timeout ? lastHeartbeat(timeout) : Optional.empty();
    }

    private static Optional<AttemptLog> lastHeartbeat(TimeoutFailure timeout) {
        var details = timeout.getLastHeartbeatDetails();
        return details.getSize() == 0 ? Optional.empty() : Optional.of(details.get(AttemptLog.class));
    }
}
