package sh.fanout.dashboard.deadletters;

import sh.fanout.dashboard.page.State;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.log.Attempt;

/** How dead letters and their attempts are shown. */
public final class LetterStates {

    private LetterStates() {}

    public static State of(DeadLetterStatus status) {
        return switch (status) {
            case PARKED -> State.PARKED;
            case RETRYING -> State.RETRYING;
            case DELIVERED -> State.DELIVERED;
            case DISCARDED -> State.DISCARDED;
            case EXPIRED -> State.EXPIRED;
        };
    }

    public static State of(Attempt.Outcome outcome) {
        return switch (outcome) {
            case RETURNED -> State.RETURNED;
            case THREW -> State.THREW;
            case PUT_OFF -> State.PUT_OFF;
            case LOST -> State.LOST;
        };
    }
}
