package sh.fanout.workflows.log;

import sh.fanout.EventEnvelope;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.operation.Operation;
import sh.fanout.workflows.temporal.Carried;
import sh.fanout.workflows.temporal.RunRef;
import sh.fanout.workflows.temporal.StartedEvents;

/** Hands entries to the writer, and returns once they are stored. */
public final class RecorderActivity implements Recorder {

    private final LogWriter writer;
    private final EventLog log;
    private final StartedEvents startedEvents;
    private final Recovery recovery;
    private final ItemOutcomes outcomes;

    /** @param log what the writer writes to */
    public RecorderActivity(
            LogWriter writer, EventLog log, Recovery recovery, StartedEvents startedEvents, ItemOutcomes outcomes) {
        this.writer = writer;
        this.log = log;
        this.startedEvents = startedEvents;
        this.recovery = recovery;
        this.outcomes = outcomes;
    }

    @Override
    public void record(LogEntry entry) {
        var event = entry.event();
        writer.write(event.withEnvelope(complete(event.envelope(), entry.complete())));
        if (event.status().missesSomebody()) {
            recovery.recover(event.envelope().id());
        }
    }

    @Override
    public void recordDeadLetter(DeadLetterEntry entry) {
        var letter = entry.letter();
        var event = complete(letter.event(), entry.complete());
        writer.write(entry.completed(
                new DeadLetter(letter.summary(), event, letter.edited(), letter.delivery(), letter.actions())));
        if (letter.summary().status() == DeadLetterStatus.DELIVERED) {
            recovery.recover(event.id());
        }
        if (entry.outcome() != null) {
            outcomes.settle(entry.outcome());
        }
    }

    @Override
    public void recordOperation(Operation operation, long revision) {
        log.operations().write(operation, revision);
    }

    private EventEnvelope complete(EventEnvelope event, boolean complete) {
        return startedEvents.complete(new Carried(event, complete), RunRef.ofActivity());
    }
}
