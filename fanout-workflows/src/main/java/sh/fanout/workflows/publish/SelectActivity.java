package sh.fanout.workflows.publish;

import io.temporal.activity.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import sh.fanout.EventEnvelope;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedEvent;
import sh.fanout.workflows.catalog.CatalogReader;
import sh.fanout.workflows.log.LogWriter;
import sh.fanout.workflows.selection.Selector;

/** Brings the selector and a current catalog together, and lets the log know early that there is an event. */
public final class SelectActivity implements Select {

    private final Selector selector;
    private final CatalogReader catalog;
    private final Admission admission;
    private final LogWriter log;

    public SelectActivity(Selector selector, CatalogReader catalog, Admission admission, LogWriter log) {
        this.selector = selector;
        this.catalog = catalog;
        this.admission = admission;
        this.log = log;
    }

    @Override
    public Selected select(EventEnvelope event, Instant accepted, boolean admitted) {
        var workflowId = Activity.getExecutionContext().getInfo().getWorkflowId();
        log.offer(new LoggedEvent(
                event, workflowId, EventStatus.ACCEPTED, accepted, null, 0, List.of(), List.of(), List.of()));
        var known = catalog.current();
        var selection = selector.select(event, known);
        var waits = !admitted && !selection.rejected();
        return new Selected(selection, waits ? admission.turn(event.type(), known) : Duration.ZERO);
    }
}
