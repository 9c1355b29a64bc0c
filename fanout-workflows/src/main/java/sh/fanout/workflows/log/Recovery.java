package sh.fanout.workflows.log;

import java.util.List;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;

/**
 * Keeps what the log says of an event true when it is delivered after all: from a dead letter, or by a replay.
 *
 * <p>Safe for use by any number of threads.
 */
public final class Recovery {

    private final LogWriter writer;
    private final EventLog log;

    /** @param log what the writer writes to */
    public Recovery(LogWriter writer, EventLog log) {
        this.writer = writer;
        this.log = log;
    }

    /** Adds a delivery that the event's own fan-out knows nothing of; an event that the log has forgotten stays so. */
    public void delivered(String eventId, LoggedDelivery delivery) {
        log.find(eventId).ifPresent(event -> writer.write(event.withDeliveries(List.of(delivery))));
        recover(eventId);
    }

    /** Whichever of an event and its late deliveries is recorded last finds that everybody has it. */
    public void recover(String eventId) {
        log.find(eventId).flatMap(LoggedEvent::recovered).ifPresent(writer::write);
    }
}
