package sh.fanout.dashboard.events;

import sh.fanout.dashboard.page.State;
import sh.fanout.log.EventStatus;

/** How the status of an event is shown. */
public final class EventStates {

    private EventStates() {}

    public static State of(EventStatus status) {
        return switch (status) {
            case SCHEDULED -> State.SCHEDULED;
            case ACCEPTED, DELIVERING -> State.DELIVERING;
            case DELIVERED -> State.DELIVERED;
            case FAILED -> State.FAILED;
            case EXPIRED -> State.EXPIRED;
            case CANCELLED -> State.CANCELLED;
            case REJECTED -> State.REJECTED;
        };
    }
}
