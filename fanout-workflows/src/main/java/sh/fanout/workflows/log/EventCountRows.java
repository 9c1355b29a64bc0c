package sh.fanout.workflows.log;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import sh.fanout.log.EventCounts;
import sh.fanout.log.EventStatus;
import sh.fanout.log.Steps;

/** Gathers how many events there are per step and status. */
public final class EventCountRows {

    private final Steps steps;
    private final List<Map<EventStatus, Integer>> counts = new ArrayList<>();

    public EventCountRows(Steps steps) {
        this.steps = steps;
        for (var step = 0; step < steps.count(); step++) {
            counts.add(new EnumMap<>(EventStatus.class));
        }
    }

    /** How many were in a status in a step, if any. */
    public void add(int step, EventStatus status, int events) {
        if (events > 0) {
            counts.get(step).put(status, events);
        }
    }

    public EventCounts counts() {
        return new EventCounts(steps, counts);
    }
}
