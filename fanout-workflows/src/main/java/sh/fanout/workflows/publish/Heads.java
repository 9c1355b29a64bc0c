package sh.fanout.workflows.publish;

import static sh.fanout.workflows.temporal.WorkflowClock.now;

import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

    private static final TimerOptions PAUSE =
            TimerOptions.newBuilder().setSummary("then try again").build();

    private final boolean keyed;
    private final Duration pause;
    private final Runnable onBlocked;
    private final Map<String, Instant> blockedSince = new HashMap<>();
    private final Map<String, Decision> decisions = new HashMap<>();

    /**
     * Creates the heads of one event.
     *
     * @param keyed whether the event has an ordering key; without one nothing is blocked
     * @param pause how long the first pause is
     * @param onBlocked tells the world which chains are blocked
     */
    Heads(boolean keyed, Duration pause, Runnable onBlocked) {
        this.keyed = keyed;
        this.pause = pause;
        this.onBlocked = onBlocked;
    }

    /** Whether a delivery that has ended like that holds its key from now on. */
    boolean block(Recipient recipient, Verdict verdict) {
        var blocks = keyed
                && verdict.status() == DeliveryStatus.FAILED
                && recipient.onFailure() != OnFailure.DEAD_LETTER
                && !decisions.containsKey(recipient.chain());
        if (blocks) {
            blockedSince.putIfAbsent(recipient.chain(), verdict.settled());
        }
        return blocks;
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
        var grown = pause.multipliedBy(1L << Math.min(round, MAX_DOUBLINGS));
        return grown.compareTo(MAX_PAUSE) < 0 ? grown : MAX_PAUSE;
    }
}
