package sh.fanout.workflows.publish;

import static sh.fanout.workflows.temporal.WorkflowClock.now;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
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

    /** One workflow task may carry 4 MB, and no more than that: it would end the fan-out. */
    private static final int MAX_CHUNK_WEIGHT = 1 << 20;

    private final Outcomes outcomes;
    private final Heads heads;
    private final GivingUp givingUp;
    private final Carried event;
    private final WorkflowIds ids;
    private final @Nullable Instant expiresAt;

    /** By name, in order. */
    private final Map<String, Chain> chains = new TreeMap<>();

    Deliveries(Selection selection, Outcomes outcomes, Heads heads, GivingUp givingUp, Carried event, WorkflowIds ids) {
        this.outcomes = outcomes;
        this.heads = heads;
        this.givingUp = givingUp;
        this.event = event;
        this.ids = ids;
        this.expiresAt = event.envelope().expiresAt();
        selection.recipients().forEach(it -> chains.put(it.chain(), new Chain(it)));
    }

    boolean settled() {
        return chains.values().stream().allMatch(Chain::settled);
    }

    /** The names of the chains that are not settled, in order. */
    List<String> remaining() {
        return chains.entrySet().stream()
                .filter(it -> !it.getValue().settled())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether a chain is still to be started. */
    boolean waits() {
        return chains.values().stream().anyMatch(Chain::waits);
    }

    boolean waitsForAnyOf(Collection<String> names) {
        return named(names).anyMatch(Chain::waits);
    }

    void start() {
        start(chains.keySet());
    }

    /** Starts those of the chains that wait. */
    void start(Collection<String> names) {
        var waiting = named(names).filter(Chain::waits).toList();
        if (isExpired()) {
            waiting.forEach(it -> close(it, Verdict.expired(expires(), AttemptLog.NONE, now())));
            return;
        }
        var perChunk = Math.max(1, MAX_CHUNK_WEIGHT / event.weight());
        for (int from = 0; from < waiting.size(); from += perChunk) {
            var chunk = waiting.subList(from, Math.min(waiting.size(), from + perChunk));
            // A fan-out that closed before its children have started would lose them.
            Promise.allOf(chunk.stream().map(it -> start(it, AttemptLog.NONE)).toList())
                    .get();
        }
    }

    private Stream<Chain> named(Collection<String> names) {
        return names.stream().map(chains::get).filter(Objects::nonNull);
    }

    /** Settles what waits, without having delivered it. */
    void refuse(String why) {
        chains.values().stream()
                .filter(Chain::waits)
                .forEach(it -> close(it, Verdict.ended(why, AttemptLog.NONE, now())));
    }

    /** Lets everything go, since nothing has begun. */
    void letGo() {
        chains.values().forEach(Chain::settle);
    }

    /** What somebody wants to happen with a delivery that holds its key. */
    Decided decide(Decision decision) {
        return chains.values().stream()
                .filter(it -> heads.keyed() && it.isHeldBy(decision.subscription()))
                .findFirst()
                .map(it -> it.decide(decision))
                .orElse(Decided.NOT_HEAD);
    }

    private Promise<Void> start(Chain chain, AttemptLog earlier) {
        outcomes.begun(chain.subscription(), chain.round());
        var child = Workflow.newChildWorkflowStub(Delivery.class, options(chain.subscription()));
        var order = order(chain.recipient(), earlier);
        var scope = Workflow.newDetachedCancellationScope(() -> Async.function(child::run, order)
                .handle((verdict, failure) -> failure == null ? verdict : ended(failure))
                .thenApply(verdict -> settle(chain, verdict)));
        chain.begin(scope);
        scope.run();
        return Workflow.getWorkflowExecution(child).handle((started, failure) -> started(chain));
    }

    /** One that could not start has its verdict. */
    private static @Nullable Void started(Chain chain) {
        chain.started();
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

    private Verdict settle(Chain chain, Verdict verdict) {
        chain.end();
        var succession = chain.recipient().succession();
        if (succession != null && verdict.status() == DeliveryStatus.PASSED_ON && !chain.isSkipped()) {
            passOn(chain, succession.next(), verdict);
        } else if (heads.block(chain, verdict, blockedBeside(chain))) {
            Async.procedure(() -> holdTheKey(chain, verdict));
        } else {
            close(chain, verdict);
        }
        return verdict;
    }

    private int blockedBeside(Chain chain) {
        return (int) chains.values().stream()
                .filter(it -> it != chain && it.isBlocked())
                .count();
    }

    private void passOn(Chain chain, Recipient next, Verdict verdict) {
        outcomes.ended(chain.subscription(), chain.round(), verdict);
        outcomes.passedOn(chain.subscription(), next.subscription());
        chain.passTo(next);
        start(chain, AttemptLog.NONE);
    }

    private void holdTheKey(Chain chain, Verdict verdict) {
        outcomes.ended(chain.subscription(), chain.round(), verdict.blocked(chain.blockedSince()));
        if (!heads.awaitRetry(chain, expiresAt)) {
            close(chain, verdict);
        } else if (isExpired()) {
            close(chain, Verdict.expired(expires(), verdict.attempts(), now()));
        } else {
            chain.nextRound();
            start(chain, verdict.attempts().nextRound());
            heads.released(chain);
        }
    }

    private void close(Chain chain, Verdict verdict) {
        var last = chain.lastWord(verdict);
        outcomes.ended(chain.subscription(), chain.round(), last);
        chain.close();
        if (givingUp.parks(last)) {
            Async.procedure(() -> {
                givingUp.park(chain.recipient(), outcomes.deliveryId(chain.subscription()), chain.round(), last);
                settled(chain);
            });
        } else {
            settled(chain);
        }
    }

    private void settled(Chain chain) {
        chain.settle();
        // Of the last one, the event's end tells.
        if (!settled()) {
            heads.released(chain);
        }
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
