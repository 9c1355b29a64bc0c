package sh.fanout.workflows.replay;

import static java.util.Objects.requireNonNull;
import static sh.fanout.workflows.temporal.WorkflowClock.now;

import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import sh.fanout.EventEnvelope;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.workflows.deadletter.GaveUp;
import sh.fanout.workflows.deadletter.Parking;
import sh.fanout.workflows.delivery.AttemptLog;
import sh.fanout.workflows.delivery.Delivery;
import sh.fanout.workflows.delivery.DeliveryOrder;
import sh.fanout.workflows.delivery.Verdict;
import sh.fanout.workflows.temporal.Carried;
import sh.fanout.workflows.temporal.RemoteActivities;
import sh.fanout.workflows.temporal.Summary;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowIds;

/** Sequences one replay: deliver, park what gave up, record. */
public final class ReplayImpl implements Replay {

    private final WorkflowIds ids;
    private final Parking parking;
    private final Replayed replayed;

    public ReplayImpl(WorkflowIds ids, TaskQueues queues) {
        this.ids = ids;
        parking = Workflow.newActivityStub(
                Parking.class, RemoteActivities.untilDone("as a dead letter").build());
        replayed = Workflow.newActivityStub(
                Replayed.class,
                RemoteActivities.untilDone("into the event log")
                        .setTaskQueue(queues.log())
                        .build());
    }

    @Override
    public void run(EventEnvelope event, ReplayOrder order) {
        // Whoever cancels it ends the delivery, and neither the letter nor the record.
        var verdict = deliver(event, order);
        Workflow.newDetachedCancellationScope(() -> verdict.ifPresentOrElse(
                        it -> settle(event, order, it), () -> replayed.leftOut(order.item(), Delivery.ELSEWHERE)))
                .run();
    }

    /** What becomes of the delivery; empty if another run has it under way, of the fan-out, a dead letter or a replay. */
    private Optional<Verdict> deliver(EventEnvelope event, ReplayOrder order) {
        var delivery = new DeliveryOrder(
                deliveryId(event, order),
                order.recipient(),
                Carried.of(event),
                now().plus(DeliveryOrder.LIFE),
                AttemptLog.NONE,
                null);
        try {
            return Optional.of(Workflow.newChildWorkflowStub(Delivery.class, child(event, order))
                    .run(delivery));
        } catch (ChildWorkflowFailure failure) {
            return failure.getCause() instanceof WorkflowExecutionAlreadyStarted
                    ? Optional.empty()
                    : Optional.of(Verdict.runEnded(failure, AttemptLog.NONE, now()));
        } catch (CanceledFailure cancelled) {
            return Optional.of(Verdict.ended("the replay was cancelled in Temporal", AttemptLog.NONE, now()));
        }
    }

    private void settle(EventEnvelope event, ReplayOrder order, Verdict verdict) {
        var carried = Carried.of(event);
        var delivery =
                verdict.logged(deliveryId(event, order), order.recipient().subscription(), 0);
        if (verdict.status() != DeliveryStatus.DELIVERED && order.deadLetters()) {
            var cause = requireNonNull(verdict.cause());
            parking.park(carried, order.accepted(), new GaveUp(order.recipient(), delivery, cause));
        }
        replayed.record(event.id(), event.type(), order.item(), delivery);
    }

    /** Of the same id as every delivery of the event to the subscription, so that no two are under way at once. */
    private ChildWorkflowOptions child(EventEnvelope event, ReplayOrder order) {
        var subscription = order.recipient().subscription();
        return ChildWorkflowOptions.newBuilder()
                .setWorkflowId(ids.delivery(event.type(), event.id(), subscription))
                .setStaticSummary(Summary.delivery(subscription, event, "again"))
                .build();
    }

    private static String deliveryId(EventEnvelope event, ReplayOrder order) {
        return "%s/%s/%s"
                .formatted(
                        event.id(),
                        order.recipient().subscription(),
                        order.item().operation());
    }
}
