package sh.fanout.workflows.publish;

import static sh.fanout.workflows.temporal.WorkflowClock.now;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.workflows.delivery.AttemptLog;
import sh.fanout.workflows.delivery.Delivery;
import sh.fanout.workflows.delivery.DeliveryOrder;
import sh.fanout.workflows.delivery.Verdict;
import sh.fanout.workflows.lane.Decided;
import sh.fanout.workflows.lane.Decision;
import sh.fanout.workflows.selection.Recipient;
import sh.fanout.workflows.selection.Selection;
import sh.fanout.workflows.temporal.Carried;
import sh.fanout.workflows.temporal.Summary;
import sh.fanout.workflows.temporal.WorkflowIds;

/** The deliveries of one event: started chain by chain, passed on within groups, followed until each is settled. */
final class Deliveries {

    private static final String SKIPPED = "skipped";

    /** One workflow task may carry 4 MB, and no more than that: it would end the fan-out. */
    private static final int MAX_CHUNK_WEIGHT = 1 << 20;

    private final Outcomes outcomes;
    private final Heads heads;
    private final GivingUp givingUp;
    private final Carried event;
    private final WorkflowIds ids;
    private final @Nullable Instant expiresAt;

    /** By chain: who is still to be delivered to. */
    private final Map<String, Recipient> waiting = new TreeMap<>();

    /** By chain: the delivery that is under way. */
    private final Map<String, CancellationScope> running = new HashMap<>();

    /** By chain: the subscription that has had the event last. */
    private final Map<String, String> holders = new HashMap<>();

    private final Set<String> unsettled = new TreeSet<>();

    Deliveries(Selection selection, Outcomes outcomes, Heads heads, GivingUp givingUp, Carried event, WorkflowIds ids) {
        this.outcomes = outcomes;
        this.heads = heads;
        this.givingUp = givingUp;
        this.event = event;
        this.ids = ids;
        this.expiresAt = event.envelope().expiresAt();
        for (var recipient : selection.recipients()) {
            waiting.put(recipient.chain(), recipient);
            unsettled.add(recipient.chain());
        }
    }

    boolean settled() {
        return unsettled.isEmpty();
    }

    /** The chains that are not settled, in order. */
    List<String> remaining() {
        return List.copyOf(unsettled);
    }

    /** Whether a chain is still to be started. */
    boolean waits() {
        return !waiting.isEmpty();
    }

    boolean waitsForAnyOf(Collection<String> chains) {
        return chains.stream().anyMatch(waiting::containsKey);
    }

    void start() {
        start(List.copyOf(waiting.keySet()));
    }

    /** Starts those of the chains that wait. */
    void start(Collection<String> chains) {
        var recipients = chains.stream()
                .filter(waiting::containsKey)
                .map(waiting::remove)
                .toList();
        if (isExpired()) {
            recipients.forEach(it -> close(it, 0, Verdict.expired(expires(), AttemptLog.NONE, now())));
            return;
        }
        var perChunk = Math.max(1, MAX_CHUNK_WEIGHT / event.weight());
        for (int from = 0; from < recipients.size(); from += perChunk) {
            var chunk = recipients.subList(from, Math.min(recipients.size(), from + perChunk));
            // A fan-out that closed before its children have started would lose them.
            Promise.allOf(chunk.stream()
                            .map(it -> start(it, 0, AttemptLog.NONE))
                            .toList())
                    .get();
        }
    }

    /** Settles what waits, without having delivered it. */
    void refuse(String why) {
        for (var recipient : List.copyOf(waiting.values())) {
            waiting.remove(recipient.chain());
            close(recipient, 0, Verdict.ended(why, AttemptLog.NONE, now()));
        }
    }

    /** Lets everything go, since nothing has begun. */
    void letGo() {
        waiting.clear();
        unsettled.clear();
    }

    /** What somebody wants to happen with a delivery that holds its key. */
    Decided decide(Decision decision) {
        return heads.decide(decision, this);
    }

    /** The chain that a subscription has the event of, and has not settled. */
    Optional<String> headOf(String subscription) {
        return unsettled.stream()
                .filter(chain -> subscription.equals(holders.get(chain)))
                .findFirst();
    }

    /** Has the delivery of a chain end that is under way. */
    void end(String chain) {
        var scope = running.get(chain);
        if (scope != null) {
            scope.cancel(SKIPPED);
        }
    }

    boolean runs(String chain) {
        return running.containsKey(chain);
    }

    private Promise<Void> start(Recipient recipient, int round, AttemptLog earlier) {
        outcomes.begun(recipient.subscription(), round);
        var child = Workflow.newChildWorkflowStub(Delivery.class, options(recipient.subscription()));
        var scope = Workflow.newDetachedCancellationScope(() -> Async.function(child::run, order(recipient, earlier))
                .handle((verdict, failure) -> failure == null ? verdict : ended(failure))
                .thenApply(verdict -> settle(recipient, round, verdict)));
        running.put(recipient.chain(), scope);
        holders.put(recipient.chain(), recipient.subscription());
        scope.run();
        return Workflow.getWorkflowExecution(child).handle((started, failure) -> started(recipient.chain(), scope));
    }

    /** A decision to skip it may have come before it could be ended; one that could not start has its verdict. */
    private @Nullable Void started(String chain, CancellationScope scope) {
        if (heads.skips(chain)) {
            scope.cancel(SKIPPED);
        }
        return null;
    }

    private DeliveryOrder order(Recipient recipient, AttemptLog earlier) {
        var succession = recipient.succession();
        return new DeliveryOrder(
                outcomes.deliveryId(recipient.subscription()),
                recipient.alone(),
                event,
                expires(),
                earlier,
                succession == null ? null : succession.after());
    }

    private Verdict settle(Recipient recipient, int round, Verdict verdict) {
        running.remove(recipient.chain());
        if (recipient.succession() != null
                && verdict.status() == DeliveryStatus.PASSED_ON
                && !heads.skips(recipient.chain())) {
            passOn(recipient, recipient.succession().next(), round, verdict);
        } else if (heads.block(recipient, verdict)) {
            Async.procedure(() -> holdTheKey(recipient, round, verdict));
        } else {
            close(recipient, round, verdict);
        }
        return verdict;
    }

    private void passOn(Recipient recipient, Recipient next, int round, Verdict verdict) {
        outcomes.ended(recipient.subscription(), round, verdict);
        outcomes.passedOn(recipient.subscription(), next.subscription());
        start(next, 0, AttemptLog.NONE);
    }

    private void holdTheKey(Recipient recipient, int round, Verdict verdict) {
        outcomes.ended(recipient.subscription(), round, verdict.blocked(heads.since(recipient.chain())));
        if (!heads.awaitRetry(recipient, round, expiresAt)) {
            close(recipient, round, verdict);
        } else if (isExpired()) {
            close(recipient, round, Verdict.expired(expires(), verdict.attempts(), now()));
        } else {
            start(recipient, round + 1, verdict.attempts().nextRound());
            heads.released(recipient.chain(), false);
        }
    }

    private void close(Recipient recipient, int round, Verdict verdict) {
        var last = heads.closing(recipient.chain(), verdict);
        outcomes.ended(recipient.subscription(), round, last);
        // Nothing can be decided about it any more.
        holders.remove(recipient.chain());
        if (givingUp.parks(last)) {
            Async.procedure(() -> {
                givingUp.park(recipient, outcomes.deliveryId(recipient.subscription()), round, last);
                settled(recipient.chain());
            });
        } else {
            settled(recipient.chain());
        }
    }

    private void settled(String chain) {
        unsettled.remove(chain);
        heads.released(chain, settled());
    }

    private ChildWorkflowOptions options(String subscription) {
        var envelope = event.envelope();
        return ChildWorkflowOptions.newBuilder()
                .setWorkflowId(ids.delivery(envelope.type(), envelope.id(), subscription))
                .setStaticSummary(Summary.delivery(subscription, envelope))
                // An operator who ends the fan-out ends its deliveries, on every kind of server.
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_TERMINATE)
                .build();
    }

    /** When the life of a delivery ends that begins now. */
    private Instant expires() {
        return expiresAt == null ? now().plus(DeliveryOrder.LIFE) : expiresAt;
    }

    private boolean isExpired() {
        return !expires().isAfter(now());
    }

    private static Verdict ended(RuntimeException failure) {
        return failure instanceof ChildWorkflowFailure child
                ? Verdict.runEnded(child, AttemptLog.NONE, now())
                : Verdict.ended("the delivery could not run: " + failure, AttemptLog.NONE, now());
    }
}
