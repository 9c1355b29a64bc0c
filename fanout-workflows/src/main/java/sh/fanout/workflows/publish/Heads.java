package sh.fanout.workflows.publish;

import static sh.fanout.workflows.temporal.WorkflowClock.now;

import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sh.fanout.OnFailure;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.workflows.delivery.Verdict;
import sh.fanout.workflows.lane.Decided;
import sh.fanout.workflows.lane.Decision;
import sh.fanout.workflows.selection.Recipient;

/** The chains in which a keyed event has failed and lets nobody pass: each until somebody decides, or its pause is over. */
final class Heads {

    private static final Duration MAX_PAUSE = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 10;

    /** A server ends a run that has 51,200. */
    private static final int MAX_EVENTS = 40_000;

    private static final TimerOptions PAUSE =
            TimerOptions.newBuilder().setSummary("then try again").build();

    private final boolean keyed;
    private final Pace pace;
    private final Runnable onBlocked;
    private final Map<String, Instant> blockedSince = new HashMap<>();
    private final Map<String, Decision> decisions = new HashMap<>();

    /** The chains that would hold the key, had their run room for further rounds. */
    private final Set<String> givenUp = new HashSet<>();

    /**
     * Creates the heads of one event.
     *
     * @param keyed whether the event has an ordering key; without one nothing is blocked
     * @param pace how long the first pause is, and how much room there is for rounds
     * @param onBlocked tells the world which chains are blocked
     */
    Heads(boolean keyed, Pace pace, Runnable onBlocked) {
        this.keyed = keyed;
        this.pace = pace;
        this.onBlocked = onBlocked;
    }

    /** Whether a delivery that has ended like that holds its key from now on. */
    boolean block(Recipient recipient, Verdict verdict) {
        var wants = keyed
                && verdict.status() == DeliveryStatus.FAILED
                && recipient.onFailure() != OnFailure.DEAD_LETTER
                && !decisions.containsKey(recipient.chain());
        if (wants && !hasRoom()) {
            givenUp.add(recipient.chain());
            return false;
        }
        if (wants) {
            blockedSince.putIfAbsent(recipient.chain(), verdict.settled());
        }
        return wants;
    }

    /** A run that outgrows what the server bears is ended there, without a dead letter or a record. */
    private boolean hasRoom() {
        var run = Workflow.getInfo();
        return run.getHistorySize() < pace.room() && run.getHistoryLength() < MAX_EVENTS;
    }

    /** Tells the world that a chain does not hold its key any more, or tries not to; the last one, the event's end tells of. */
    void released(String chain, boolean last) {
        if (!last && blockedSince.containsKey(chain)) {
            onBlocked.run();
        }
    }

    /** Whether somebody has decided that a chain is not to be delivered. */
    boolean skips(String chain) {
        var decision = decisions.get(chain);
        return decision != null && decision.skips();
    }

    Instant since(String chain) {
        return blockedSince.getOrDefault(chain, Instant.EPOCH);
    }

    /**
     * Waits until the delivery is to be tried again, or to be skipped; returns whether it is tried again, or would be if its
     * event had not expired meanwhile.
     */
    boolean awaitRetry(Recipient recipient, int round, @Nullable Instant expiresAt) {
        var chain = recipient.chain();
        onBlocked.run();
        var over = pause(recipient, round, expiresAt);
        Workflow.await(() -> decisions.containsKey(chain) || over.isCompleted());
        if (skips(chain)) {
            return false;
        }
        decisions.remove(chain);
        return true;
    }

    /** The verdict on a chain that is settled now: a decision to skip it is the last word, unless it was delivered. */
    Verdict closing(String chain, Verdict verdict) {
        if (givenUp.contains(chain)) {
            return verdict.skipped("given up: its run in Temporal has no room for another round");
        }
        var decision = decisions.get(chain);
        return decision == null || !decision.skips() || verdict.status() == DeliveryStatus.DELIVERED
                ? verdict
                : verdict.skipped("skipped by %s: %s".formatted(decision.who(), decision.why()));
    }

    /** What somebody wants to happen with a chain that holds its key. */
    Decided decide(Decision decision, Deliveries deliveries) {
        var head = keyed ? deliveries.headOf(decision.subscription()) : Optional.<String>empty();
        if (head.isEmpty()) {
            return Decided.NOT_HEAD;
        }
        var chain = head.get();
        if (decision.skips()) {
            decisions.put(chain, decision);
            deliveries.end(chain);
            return Decided.DONE;
        }
        if (deliveries.runs(chain)) {
            return Decided.UNDER_WAY;
        }
        decisions.putIfAbsent(chain, decision);
        return Decided.DONE;
    }

    /** Ends when the chain need not wait for a decision any more: never, unless its subscription or its event says so. */
    private Promise<Void> pause(Recipient recipient, int round, @Nullable Instant expiresAt) {
        var blocks = recipient.onFailure() == OnFailure.BLOCK_KEY;
        if (!blocks && expiresAt == null) {
            return Workflow.newPromise();
        }
        var life = expiresAt == null ? MAX_PAUSE : Duration.between(now(), expiresAt);
        var least = blocks && pauseAfter(round).compareTo(life) < 0 ? pauseAfter(round) : life;
        return Workflow.newTimer(least.isNegative() ? Duration.ZERO : least, PAUSE);
    }

    private Duration pauseAfter(int round) {
        var grown = pace.pause().multipliedBy(1L << Math.min(round, MAX_DOUBLINGS));
        return grown.compareTo(MAX_PAUSE) < 0 ? grown : MAX_PAUSE;
    }
}
