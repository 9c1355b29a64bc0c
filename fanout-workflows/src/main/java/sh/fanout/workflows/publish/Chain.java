package sh.fanout.workflows.publish;

import static java.util.Objects.requireNonNull;

import io.temporal.workflow.CancellationScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.workflows.delivery.Verdict;
import sh.fanout.workflows.lane.Decided;
import sh.fanout.workflows.lane.Decision;
import sh.fanout.workflows.selection.Recipient;

/** One chain of an event: who has the event there, how far that is, and what somebody has decided about it. */
final class Chain {

    private static final String SKIPPED = "skipped";

    private Recipient recipient;
    private int round;
    private Stage stage = Stage.WAITING;
    private @Nullable CancellationScope delivery;
    private @Nullable Instant blockedSince;
    private @Nullable String skipped;
    private boolean released;

    Chain(Recipient first) {
        this.recipient = first;
    }

    Recipient recipient() {
        return recipient;
    }

    String subscription() {
        return recipient.subscription();
    }

    /** How often it was delivered anew to its recipient after it had failed. */
    int round() {
        return round;
    }

    boolean waits() {
        return stage == Stage.WAITING;
    }

    boolean settled() {
        return stage == Stage.SETTLED;
    }

    /** A delivery to its recipient begins. */
    void begin(CancellationScope delivery) {
        this.delivery = delivery;
        stage = Stage.HELD;
    }

    /** The delivery has started: a decision to skip it may have come before it could be ended. */
    void started() {
        if (skipped != null && delivery != null) {
            delivery.cancel(SKIPPED);
        }
    }

    /** The delivery has ended. */
    void end() {
        delivery = null;
    }

    void passTo(Recipient next) {
        recipient = next;
        round = 0;
    }

    void nextRound() {
        round++;
        released = false;
    }

    /** Nothing can be decided about it any more. */
    void close() {
        stage = Stage.CLOSED;
    }

    void settle() {
        stage = Stage.SETTLED;
    }

    void block(Instant since) {
        if (blockedSince == null) {
            blockedSince = since;
        }
    }

    /** Whether it has ever held its key after a failure. */
    boolean wasBlocked() {
        return blockedSince != null;
    }

    boolean isBlocked() {
        return wasBlocked() && !settled();
    }

    Instant blockedSince() {
        return requireNonNull(blockedSince, "blocked");
    }

    /** Whether the event is with a subscription, which may be decided about. */
    boolean isHeldBy(String subscription) {
        return stage == Stage.HELD && subscription.equals(subscription());
    }

    Decided decide(Decision decision) {
        if (decision.skips()) {
            skip("skipped by %s: %s".formatted(decision.who(), decision.why()));
            return Decided.DONE;
        }
        if (delivery != null) {
            return Decided.UNDER_WAY;
        }
        released = true;
        return Decided.DONE;
    }

    /** Has it end undelivered. */
    void skip(String why) {
        skipped = why;
        if (delivery != null) {
            delivery.cancel(SKIPPED);
        }
    }

    boolean isSkipped() {
        return skipped != null;
    }

    /** Whether it need not wait for a decision any more. */
    boolean isDecided() {
        return released || isSkipped();
    }

    /** The last word on it: to skip it is that, unless it was delivered. */
    Verdict lastWord(Verdict verdict) {
        return skipped == null || verdict.status() == DeliveryStatus.DELIVERED ? verdict : verdict.skipped(skipped);
    }

    private enum Stage {
        WAITING,
        /** A delivery runs, or the event holds its key between two rounds. */
        HELD,
        /** How it ends is known, and is still to be written down. */
        CLOSED,
        SETTLED
    }
}
