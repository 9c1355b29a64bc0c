package sh.fanout.workflows.log;

import io.temporal.activity.Activity;
import sh.fanout.EventEnvelope;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedEvent;
import sh.fanout.workflows.temporal.Carried;
import sh.fanout.workflows.temporal.RunRef;
import sh.fanout.workflows.temporal.StartedEvents;

/** Hands entries to the writer, and returns once they are stored. */
public final class RecorderActivity implements Recorder {

    private final LogWriter writer;
    private final Events log;
    private final StartedEvents startedEvents;

    /** @param log what the writer writes to */
    public RecorderActivity(LogWriter writer, Events log, StartedEvents startedEvents) {
        this.writer = writer;
        this.log = log;
        this.startedEvents = startedEvents;
    }

    @Override
    public void record(LogEntry entry) {
        var event = entry.event();
        writer.write(event.withEnvelope(complete(event.envelope(), entry.complete())));
        if (event.status().missesSomebody()) {
            recover(event.envelope().id());
        }
    }

    @Override
    public void recordDeadLetter(DeadLetterEntry entry) {
        var letter = entry.letter();
        var event = complete(letter.event(), entry.complete());
        writer.write(new DeadLetterEntry(
                new DeadLetter(letter.summary(), event, letter.edited(), letter.delivery(), letter.actions()),
                entry.accepted(),
                entry.revision(),
                true));
        if (letter.summary().status() == DeadLetterStatus.DELIVERED) {
            recover(event.id());
        }
    }

    /** Whichever of an event and its dead letters is recorded last finds that everybody has it. */
    private void recover(String eventId) {
        log.find(eventId).flatMap(LoggedEvent::recovered).ifPresent(writer::write);
    }

    private EventEnvelope complete(EventEnvelope event, boolean complete) {
        var info = Activity.getExecutionContext().getInfo();
        return startedEvents.complete(
                new Carried(event, complete), new RunRef(info.getWorkflowId(), info.getWorkflowRunId()));
    }
}
