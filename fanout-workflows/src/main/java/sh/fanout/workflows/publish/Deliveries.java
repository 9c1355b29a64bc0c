package sh.fanout.workflows.publish;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.PassedOver;
import sh.fanout.workflows.delivery.Delivery;
import sh.fanout.workflows.delivery.DeliveryOrder;
import sh.fanout.workflows.delivery.Verdict;
import sh.fanout.workflows.selection.Recipient;
import sh.fanout.workflows.selection.Selection;
import sh.fanout.workflows.temporal.Carried;
import sh.fanout.workflows.temporal.WorkflowIds;

/** The deliveries of one event: started in chunks, passed on within groups, followed until each is settled. */
final class Deliveries {

    /** One workflow task may carry 4 MB, and no more than that: it would end the fan-out. */
    private static final int MAX_CHUNK_WEIGHT = 1 << 20;

    /** By subscription; {@code null} until it is settled. */
    private final Map<String, @Nullable Verdict> verdicts = new LinkedHashMap<>();

    /** By the member of a group that has passed its delivery on. */
    private final Map<String, String> successors = new HashMap<>();

    private final Selection selection;
    private final Carried event;
    private final WorkflowIds ids;
    private final Instant expires;
    private int pending;

    Deliveries(Selection selection, Carried event, WorkflowIds ids, Instant expires) {
        this.selection = selection;
        this.event = event;
        this.ids = ids;
        this.expires = expires;
    }

    void start() {
        var recipients = selection.recipients();
        var perChunk = Math.max(1, MAX_CHUNK_WEIGHT / event.weight());
        for (int from = 0; from < recipients.size(); from += perChunk) {
            var chunk = recipients.subList(from, Math.min(recipients.size(), from + perChunk));
            // A fan-out that closed before its children have started would lose them.
            Promise.allOf(chunk.stream().map(this::start).toList()).get();
        }
    }

    boolean settled() {
        return pending == 0;
    }

    /** All deliveries as they are now, in the order of their subscriptions. */
    List<LoggedDelivery> logged() {
        return verdicts.keySet().stream().sorted().map(this::logged).toList();
    }

    /** How many subscriptions receive the event: a group is one of them, whoever had it before. */
    int recipients() {
        return selection.recipients().size();
    }

    /** Who does not receive the event, and in a group, who does instead: by now, that is. */
    List<PassedOver> passedOver() {
        return selection.passedOver().stream()
                .filter(it -> !verdicts.containsKey(it.subscription()))
                .map(it -> new PassedOver(it.subscription(), it.reason(), it.mismatch(), holder(it.chosen())))
                .toList();
    }

    private @Nullable String holder(@Nullable String chosen) {
        var holder = chosen;
        while (holder != null && successors.containsKey(holder)) {
            holder = successors.get(holder);
        }
        return holder;
    }

    FanOutResult result() {
        return new FanOutResult(recipients(), notDelivered());
    }

    private List<String> notDelivered() {
        return logged().stream()
                .filter(it -> it.status() != DeliveryStatus.DELIVERED && it.status() != DeliveryStatus.PASSED_ON)
                .map(LoggedDelivery::subscription)
                .toList();
    }

    boolean allDelivered() {
        return notDelivered().isEmpty();
    }

    private Promise<WorkflowExecution> start(Recipient recipient) {
        var subscription = recipient.subscription();
        verdicts.put(subscription, null);
        pending++;
        var child = Workflow.newChildWorkflowStub(Delivery.class, options(subscription));
        Async.function(child::run, order(recipient))
                .handle((verdict, failure) -> failure == null ? verdict : ended(failure))
                .thenApply(verdict -> settle(recipient, verdict));
        return Workflow.getWorkflowExecution(child);
    }

    private DeliveryOrder order(Recipient recipient) {
        var succession = recipient.succession();
        return new DeliveryOrder(
                deliveryId(recipient.subscription()),
                recipient.alone(),
                event,
                expires,
                succession == null ? null : succession.after());
    }

    private Verdict settle(Recipient recipient, Verdict verdict) {
        verdicts.put(recipient.subscription(), verdict);
        if (recipient.succession() != null && verdict.status() == DeliveryStatus.PASSED_ON) {
            var next = recipient.succession().next();
            successors.put(recipient.subscription(), next.subscription());
            start(next);
        }
        pending--;
        return verdict;
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

    private LoggedDelivery logged(String subscription) {
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
