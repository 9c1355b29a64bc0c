package sh.fanout.workflows.publish;

import static java.util.Objects.requireNonNull;

import io.temporal.workflow.Workflow;
import java.time.Instant;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.workflows.deadletter.GaveUp;
import sh.fanout.workflows.deadletter.Parking;
import sh.fanout.workflows.delivery.Verdict;
import sh.fanout.workflows.selection.Recipient;
import sh.fanout.workflows.temporal.Carried;
import sh.fanout.workflows.temporal.RemoteActivities;

/** What becomes of the deliveries of one event that give up. */
final class GivingUp {

    private final Parking parking = Workflow.newActivityStub(
            Parking.class, RemoteActivities.untilDone("as a dead letter").build());

    private final Carried event;
    private final Instant accepted;
    private final boolean enabled;

    /** @param enabled whether they are parked at all */
    GivingUp(Carried event, Instant accepted, boolean enabled) {
        this.event = event;
        this.accepted = accepted;
        this.enabled = enabled;
    }

    /** Whether a delivery that has ended like that is parked. Of an event with a life of its own, nobody wants it later. */
    boolean parks(Verdict verdict) {
        var expired =
                verdict.status() == DeliveryStatus.EXPIRED && event.envelope().expiresAt() == null;
        return enabled && (expired || verdict.status() == DeliveryStatus.FAILED);
    }

    /** Parks it; returns when that is done. */
    void park(Recipient recipient, String deliveryId, int round, Verdict verdict) {
        var delivery = verdict.logged(deliveryId, recipient.subscription(), round);
        parking.park(event, accepted, new GaveUp(recipient.alone(), delivery, requireNonNull(verdict.cause())));
    }
}
