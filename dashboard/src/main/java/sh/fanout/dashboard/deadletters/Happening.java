package sh.fanout.dashboard.deadletters;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.dashboard.page.State;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterAction;
import sh.fanout.deadletter.PayloadChange;

/**
 * Something in the life of a dead letter.
 *
 * @param state what it has led to
 * @param text what has happened, and through whom
 * @param changes how the payload was changed; empty if it was not
 * @param operation the operation that it was part of; {@code null} if it was done by itself
 */
public record Happening(
        State state,
        String text,
        Instant time,
        List<PayloadChange> changes,
        @Nullable String operation) {

    public Happening {
        changes = List.copyOf(changes);
    }

    /** The life of a letter, as far as it is known, newest first. */
    static List<Happening> of(DeadLetter letter) {
        var summary = letter.summary();
        var life = new ArrayList<Happening>();
        life.add(of(State.PARKED, "Parked", summary.parked()));
        letter.actions().forEach(it -> life.add(of(it)));
        switch (summary.status()) {
            case PARKED -> {
                if (summary.changed().isAfter(summary.parked())) {
                    life.add(of(State.PARKED, "Failed again, and parked", summary.changed()));
                }
            }
            case DELIVERED -> life.add(of(State.DELIVERED, "Delivered", summary.changed()));
            case EXPIRED -> life.add(of(State.EXPIRED, "Expired", summary.changed()));
            case RETRYING, DISCARDED -> {
                // Told by the action that has led to it.
            }
        }
        Collections.reverse(life);
        return life;
    }

    private static Happening of(State state, String text, Instant time) {
        return new Happening(state, text, time, List.of(), null);
    }

    private static Happening of(DeadLetterAction action) {
        var retried = action.kind() == DeadLetterAction.Kind.RETRY;
        return new Happening(
                retried ? State.RETRYING : State.DISCARDED,
                "%s by %s, “%s”".formatted(retried ? "Retried" : "Discarded", action.who(), action.why()),
                action.when(),
                action.changes(),
                action.operation());
    }
}
