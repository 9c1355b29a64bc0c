package sh.fanout.workflows.lane;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.List;
import sh.fanout.workflows.temporal.LocalActivities;

/** Sequences one lane: takes messages in, tells turns, looks after those who wait, and closes when it is empty. */
public final class LaneImpl implements Lane {

    /** What one local activity tells: few enough for its time-out, and for signals that arrive meanwhile. */
    private static final int MAX_TOLD_AT_ONCE = 50;

    private static final long THOROUGH_EVERY_MILLIS = Duration.ofHours(1).toMillis();

    private final LaneLimits limits;
    private final LaneState state;
    private final Granting granting = granting();
    private long lastCheck = Workflow.currentTimeMillis();
    private int messages;
    private boolean arrived;
    private boolean changed;

    @WorkflowInit
    public LaneImpl(LaneStart start) {
        limits = start.limits();
        state = start.open(Workflow.getInfo().getRunStartedTimestampMillis());
    }

    @Override
    public void run(LaneStart start) {
        var timer = new CheckTimer(limits.check());
        while (true) {
            arrived = false;
            for (var step = state.step(); !step.isEmpty(); step = state.step()) {
                tell(step);
            }
            if (isLong() && !arrived) {
                Workflow.continueAsNew(new LaneStart(limits, state.snapshot()));
            }
            if (changed && state.someoneWaits()) {
                timer.hasten();
            }
            Workflow.await(() -> arrived || timer.isOver());
            if (timer.isOver()) {
                check();
                if (state.isEmpty() && !arrived) {
                    return;
                }
                timer.restart(changed);
                changed = false;
            }
        }
    }

    @Override
    public void join(Join join) {
        receive(state.join(join.event()));
    }

    @Override
    public void holds(Holds holds) {
        receive(state.holds(holds.event(), holds.remaining()));
    }

    @Override
    public LaneView view() {
        return LaneView.of(state.snapshot());
    }

    private void receive(boolean isNews) {
        messages++;
        arrived = true;
        changed |= isNews;
    }

    private void check() {
        var checked = state.checked();
        if (!checked.isEmpty()) {
            state.gone(granting.closed(checked));
        }
        var now = Workflow.currentTimeMillis();
        tell(state.check(now / THOROUGH_EVERY_MILLIS != lastCheck / THOROUGH_EVERY_MILLIS));
        lastCheck = now;
    }

    private void tell(List<Turn> told) {
        for (int from = 0; from < told.size(); from += MAX_TOLD_AT_ONCE) {
            state.gone(granting.give(told.subList(from, Math.min(told.size(), from + MAX_TOLD_AT_ONCE))));
        }
    }

    private boolean isLong() {
        return Workflow.getInfo().isContinueAsNewSuggested()
                || (limits.continueAfter() > 0 && messages >= limits.continueAfter());
    }

    private static Granting granting() {
        var options = LocalActivities.untilDone(Duration.ofMinutes(1))
                .setSummary("turns")
                .build();
        return Workflow.newLocalActivityStub(Granting.class, options);
    }
}
