package sh.fanout.workflows.log;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import sh.fanout.operation.Operation;

/** Writes to the event log, durably and on a queue of its own. */
@ActivityInterface
public interface Recorder {

    @ActivityMethod(name = "record")
    void record(LogEntry entry);

    @ActivityMethod(name = "recordDeadLetter")
    void recordDeadLetter(DeadLetterEntry entry);

    /**
     * Writes how far an operation has come.
     *
     * @param revision grows with every change
     */
    @ActivityMethod(name = "recordOperation")
    void recordOperation(Operation operation, long revision);
}
