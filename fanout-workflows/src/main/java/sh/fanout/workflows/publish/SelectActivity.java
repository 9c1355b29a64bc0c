package sh.fanout.workflows.publish;

import io.temporal.activity.Activity;
import java.time.Instant;
import java.util.List;
import sh.fanout.EventEnvelope;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedEvent;
import sh.fanout.workflows.catalog.CatalogReader;
import sh.fanout.workflows.log.LogWriter;
import sh.fanout.workflows.selection.Selection;
import sh.fanout.workflows.selection.Selector;

/** Brings the selector and a current catalog together, and lets the log know early that there is an event. */
public final class SelectActivity implements Select {

    private final Selector selector;
    private final CatalogReader catalog;
    private final LogWriter log;

    public SelectActivity(Selector selector, CatalogReader catalog, LogWriter log) {
        this.selector = selector;
        this.catalog = catalog;
        this.log = log;
    }

    @Override
    public Selection select(EventEnvelope event, Instant accepted) {
        var workflowId = Activity.getExecutionContext().getInfo().getWorkflowId();
        log.offer(new LoggedEvent(
                event, workflowId, EventStatus.ACCEPTED, accepted, null, 0, List.of(), List.of(), List.of()));
        return selector.select(event, catalog.current());
    }
}
