package sh.fanout.workflows.publish;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.workflows.delivery.Delivery;
import sh.fanout.workflows.delivery.DeliveryOrder;
import sh.fanout.workflows.delivery.Verdict;
import sh.fanout.workflows.selection.Recipient;
import sh.fanout.workflows.temporal.Carried;
import sh.fanout.workflows.temporal.WorkflowIds;

/** The deliveries of one event: started in chunks, followed until each is settled. */
final class Deliveries {

    /** One workflow task may carry 4 MB, and no more than that: it would end the fan-out. */
    private static final int MAX_CHUNK_WEIGHT = 1 << 20;

    private final Map<String, Verdict> verdicts = new HashMap<>();
    private final List<Recipient> recipients;
    private final Carried event;
    private final WorkflowIds ids;

    Deliveries(List<Recipient> recipients, Carried event, WorkflowIds ids) {
        this.recipients = recipients;
        this.event = event;
        this.ids = ids;
    }

    void start(Instant expires) {
        var perChunk = Math.max(1, MAX_CHUNK_WEIGHT / event.weight());
        for (int from = 0; from < recipients.size(); from += perChunk) {
            var chunk = recipients.subList(from, Math.min(recipients.size(), from + perChunk));
            var started = new ArrayList<Promise<WorkflowExecution>>();
            chunk.forEach(recipient -> started.add(start(recipient, expires)));
            // A fan-out that closed before its children have started would lose them.
            Promise.allOf(started).get();
        }
    }

    boolean settled() {
        return verdicts.size() == recipients.size();
    }

    /** All deliveries as they are now. */
    List<LoggedDelivery> logged() {
        return recipients.stream().map(this::logged).toList();
    }

    private Promise<WorkflowExecution> start(Recipient recipient, Instant expires) {
        var subscription = recipient.subscription();
        var child = Workflow.newChildWorkflowStub(Delivery.class, options(subscription));
        Async.function(child::run, new DeliveryOrder(deliveryId(subscription), recipient, event, expires))
                .handle((verdict, failure) -> failure == null ? verdict : ended(failure))
                .thenApply(verdict -> verdicts.put(subscription, verdict));
        return Workflow.getWorkflowExecution(child);
    }

    private ChildWorkflowOptions options(String subscription) {
        var envelope = event.envelope();
        return ChildWorkflowOptions.newBuilder()
                .setWorkflowId(ids.delivery(envelope.type(), envelope.id(), subscription))
                .setStaticSummary("%s ← %s %s".formatted(subscription, envelope.type(), envelope.id()))
                // An operator who ends the fan-out ends its deliveries, on every kind of server.
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_TERMINATE)
                .build();
    }

    private static Verdict ended(RuntimeException failure) {
        var why = failure instanceof ChildWorkflowFailure child ? child.getCause() : failure;
        return Verdict.ended("the delivery's run was ended: " + why, now());
    }

    private LoggedDelivery logged(Recipient recipient) {
        var subscription = recipient.subscription();
        var id = deliveryId(subscription);
        var verdict = verdicts.get(subscription);
        return verdict == null
                ? new LoggedDelivery(id, subscription, DeliveryStatus.PENDING, 0, List.of(), 0, null, null, null)
                : verdict.logged(id, subscription);
    }

    private String deliveryId(String subscription) {
        return event.envelope().id() + "/" + subscription;
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
