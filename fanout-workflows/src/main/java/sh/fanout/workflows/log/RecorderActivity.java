package sh.fanout.workflows.log;

import io.temporal.activity.Activity;
import sh.fanout.workflows.temporal.Carried;
import sh.fanout.workflows.temporal.RunRef;
import sh.fanout.workflows.temporal.StartedEvents;

/** Hands entries to the writer, and returns once they are stored. */
public final class RecorderActivity implements Recorder {

    private final LogWriter writer;
    private final StartedEvents startedEvents;

    public RecorderActivity(LogWriter writer, StartedEvents startedEvents) {
        this.writer = writer;
        this.startedEvents = startedEvents;
    }

    @Override
    public void record(LogEntry entry) {
        var info = Activity.getExecutionContext().getInfo();
        var fanOut = new RunRef(info.getWorkflowId(), info.getWorkflowRunId());
        var event = entry.event();
        writer.write(
                event.withEnvelope(startedEvents.complete(new Carried(event.envelope(), entry.complete()), fanOut)));
    }
}
