package sh.fanout.workflows.log;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Writes to the event log, durably and on a queue of its own. */
@ActivityInterface
public interface Recorder {

    @ActivityMethod(name = "record")
    void record(LogEntry entry);

    @ActivityMethod(name = "recordDeadLetter")
    void recordDeadLetter(DeadLetterEntry entry);
}
