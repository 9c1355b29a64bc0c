package sh.fanout.workflows.delivery;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Instant;
import sh.fanout.log.DeliveryStatus;

/** Reads what a handler's activity left behind when it failed for good. */
final class FailedHandler {

    private FailedHandler() {}

    static Verdict verdict(ActivityFailure failure, Instant settled) {
        if (failure.getCause() instanceof ApplicationFailure ended) {
            var status = ended.getType().equals(Failures.EXPIRED) ? DeliveryStatus.EXPIRED : DeliveryStatus.FAILED;
            var details = ended.getDetails();
            return details.getSize() < 2
                    ? Verdict.notDelivered(status, AttemptLog.NONE, settled, ended.getOriginalMessage())
                    : Verdict.notDelivered(
                            status, details.get(0, AttemptLog.class), settled, details.get(1, String.class));
        }
        if (failure.getCause() instanceof TimeoutFailure timeout) {
            var details = timeout.getLastHeartbeatDetails();
            var attempts = details.getSize() == 0 ? AttemptLog.NONE : details.get(AttemptLog.class);
            return Verdict.notDelivered(
                    DeliveryStatus.EXPIRED,
                    attempts,
                    settled,
                    "the event's life ended before a handler was done with it");
        }
        return Verdict.ended(String.valueOf(failure.getMessage()), settled);
    }
}
