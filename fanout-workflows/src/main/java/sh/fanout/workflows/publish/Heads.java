package sh.fanout.workflows.publish;

import static sh.fanout.workflows.temporal.WorkflowClock.now;

import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.OnFailure;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.workflows.delivery.Verdict;

/** The chains in which a keyed event has failed and lets nobody pass: each until somebody decides, or its pause is over. */
final class Heads {

    private static final Duration MAX_PAUSE = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 10;

    /** A server ends a run that has 51,200. */
    private static final int MAX_EVENTS = 40_000;

    /** What one more round of a chain adds to the history, and what it leaves there when it is parked: in bytes, in events. */
    private static final long WEIGHT_OF_A_ROUND = 128L << 10;

    private static final long EVENTS_OF_A_ROUND = 40;

    private static final TimerOptions PAUSE =
            TimerOptions.newBuilder().setSummary("then try again").build();

    private final boolean keyed;
    private final Patience patience;
    private final Runnable onBlocked;

    /**
     * Creates the heads of one event.
     *
     * @param keyed whether the event has an ordering key; without one nothing is blocked
     * @param patience how long the first pause is, and how much room there is for rounds
     * @param onBlocked tells the world which chains are blocked
     */
    Heads(boolean keyed, Patience patience, Runnable onBlocked) {
        this.keyed = keyed;
        this.patience = patience;
        this.onBlocked = onBlocked;
    }

    /** Whether an event may hold a key at all, and be decided about. */
    boolean keyed() {
        return keyed;
    }

    /**
     * Whether a chain holds its key from now on, because its delivery has ended like that.
     *
     * @param others how many chains of the event do so already
     */
    boolean block(Chain chain, Verdict verdict, int others) {
        var wants = keyed
                && verdict.status() == DeliveryStatus.FAILED
                && chain.recipient().onFailure() != OnFailure.DEAD_LETTER
                && !chain.isSkipped();
        if (!wants) {
            return false;
        }
        if (!hasRoom(others + 1)) {
            chain.skip("given up: its run in Temporal has no room for another round");
            return false;
        }
        chain.block(verdict.settled());
        return true;
    }

    /** A run that outgrows what the server bears is ended there, without a dead letter or a record. */
    private boolean hasRoom(int chains) {
        var run = Workflow.getInfo();
        return run.getHistorySize() + chains * WEIGHT_OF_A_ROUND < patience.room()
                && run.getHistoryLength() + chains * EVENTS_OF_A_ROUND < MAX_EVENTS;
    }

    /** Tells the world that a chain does not hold its key any more, or tries not to. */
    void released(Chain chain) {
        if (chain.wasBlocked()) {
            onBlocked.run();
        }
    }

    /**
     * Waits until the delivery is to be tried again, or to be skipped; returns whether it is tried again, or would be if its
     * event had not expired meanwhile.
     */
    boolean awaitRetry(Chain chain, @Nullable Instant expiresAt) {
        onBlocked.run();
        var over = pause(chain, expiresAt);
        Workflow.await(() -> chain.isDecided() || over.isCompleted());
        return !chain.isSkipped();
    }

    /** Ends when the chain need not wait for a decision any more: never, unless its subscription or its event says so. */
    private Promise<Void> pause(Chain chain, @Nullable Instant expiresAt) {
        var blocks = chain.recipient().onFailure() == OnFailure.BLOCK_KEY;
        if (!blocks && expiresAt == null) {
            return Workflow.newPromise();
        }
        var life = expiresAt == null ? MAX_PAUSE : Duration.between(now(), expiresAt);
        var pause = pauseAfter(chain.round());
        var least = blocks && pause.compareTo(life) < 0 ? pause : life;
        return Workflow.newTimer(least.isNegative() ? Duration.ZERO : least, PAUSE);
    }

    private Duration pauseAfter(int round) {
        var grown = patience.pause().multipliedBy(1L << Math.min(round, MAX_DOUBLINGS));
        return grown.compareTo(MAX_PAUSE) < 0 ? grown : MAX_PAUSE;
    }
}
