package sh.fanout.workflows.erasure;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import sh.fanout.workflows.temporal.RemoteActivities;
import sh.fanout.workflows.temporal.TaskQueues;

/** Sequences one erasure: find some events, erase them, and once more what was on its way meanwhile. */
public final class ErasureRunImpl implements ErasureRun {

    /** A record or a dead letter that an ended run had begun to write has arrived by then. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(5);

    private static final int MAX_EVENTS = 2_000;

    private final Erasing erasing = Workflow.newActivityStub(
            Erasing.class,
            RemoteActivities.untilDone("what belongs to it")
                    .setTaskQueue(TaskQueues.ofEngine(Workflow.getInfo().getTaskQueue())
                            .log())
                    .setStartToCloseTimeout(Duration.ofHours(1))
                    .setHeartbeatTimeout(Duration.ofSeconds(20))
                    .build());

    @Override
    public void run(ErasureOrder started, Removed before) {
        var order = before.equals(Removed.NOTHING) ? started.acceptedAt(accepted()) : started;
        erasing.begin(order);
        var removed = before;
        for (var found = erasing.find(order); !found.isEmpty(); found = erasing.find(order)) {
            removed = removed.and(Removed.of(found)).and(erasing.erase(found));
            Workflow.sleep(ON_ITS_WAY);
            removed = removed.and(erasing.erase(found));
            if (isLong()) {
                Workflow.continueAsNew(order, removed);
            }
        }
        erasing.end(order, removed);
    }

    private static boolean isLong() {
        var info = Workflow.getInfo();
        return info.isContinueAsNewSuggested() || info.getHistoryLength() > MAX_EVENTS;
    }

    /** Not the time of the first task: what is published after the request has returned is not meant. */
    private static Instant accepted() {
        return Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis());
    }
}
