package sh.fanout.workflows.replay;

import io.temporal.client.WorkflowNotFoundException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.workflows.deadletter.DeadLetterRun;
import sh.fanout.workflows.log.ItemOutcome;
import sh.fanout.workflows.log.ItemOutcomes;
import sh.fanout.workflows.log.ItemRef;
import sh.fanout.workflows.log.Recovery;
import sh.fanout.workflows.temporal.Bus;

/** Writes the delivery, closes the letter that it makes superfluous, and settles the item. */
public final class ReplayedActivity implements Replayed {

    private final Recovery recovery;
    private final ItemOutcomes outcomes;
    private final Bus bus;

    public ReplayedActivity(Recovery recovery, ItemOutcomes outcomes, Bus bus) {
        this.recovery = recovery;
        this.outcomes = outcomes;
        this.bus = bus;
    }

    @Override
    public void record(String eventId, String eventType, ItemRef item, LoggedDelivery delivery) {
        recovery.delivered(eventId, delivery);
        var settled = delivery.settled() == null ? Instant.now() : delivery.settled();
        if (delivery.status() == DeliveryStatus.DELIVERED) {
            closeLetter(bus.ids().deadLetter(eventType, eventId, delivery.subscription()));
            outcomes.settle(ItemOutcome.done(item, settled));
        } else {
            outcomes.settle(ItemOutcome.failed(item, firstLine(delivery.error()), settled));
        }
    }

    @Override
    public void leftOut(ItemRef item, String why) {
        outcomes.settle(ItemOutcome.skipped(item, why, Instant.now()));
    }

    private void closeLetter(String letter) {
        try {
            bus.client().newUntypedWorkflowStub(letter).signal(DeadLetterRun.REPLAYED);
        } catch (WorkflowNotFoundException e) {
            // There is none, or none any more.
        }
    }

    private static String firstLine(@Nullable String error) {
        return error == null ? "" : error.lines().findFirst().orElse("");
    }
}
