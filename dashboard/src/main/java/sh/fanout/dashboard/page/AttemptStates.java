package sh.fanout.dashboard.page;

import sh.fanout.log.Attempt;

/** How the outcome of an attempt is shown. */
public final class AttemptStates {

    private AttemptStates() {}

    public static State of(Attempt.Outcome outcome) {
        return switch (outcome) {
            case RETURNED -> State.RETURNED;
            case THREW -> State.THREW;
            case PUT_OFF -> State.PUT_OFF;
            case LOST -> State.LOST;
        };
    }
}
