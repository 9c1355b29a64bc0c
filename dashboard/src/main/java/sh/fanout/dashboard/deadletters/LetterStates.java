package sh.fanout.dashboard.deadletters;

import sh.fanout.dashboard.page.State;
import sh.fanout.deadletter.DeadLetterStatus;

/** How dead letters are shown. */
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
}
