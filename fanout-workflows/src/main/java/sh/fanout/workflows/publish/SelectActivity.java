package sh.fanout.workflows.publish;

import io.micrometer.observation.ObservationRegistry;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import sh.fanout.EventEnvelope;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedEvent;
import sh.fanout.workflows.catalog.CatalogReader;
import sh.fanout.workflows.log.LogWriter;
import sh.fanout.workflows.observation.FanoutObservation;
import sh.fanout.workflows.observation.FanoutObservation.Detail;
import sh.fanout.workflows.observation.FanoutObservation.Tag;
import sh.fanout.workflows.observation.Outcome;
import sh.fanout.workflows.selection.Selection;
import sh.fanout.workflows.selection.Selector;

/** Brings the selector and a current catalog together, and lets the log know early that there is an event, and for whom. */
public final class SelectActivity implements Select {

    private static final Selection NOT_YET = new Selection(0, List.of(), List.of(), List.of());

    private final Selector selector;
    private final CatalogReader catalog;
    private final Admission admission;
    private final LogWriter log;
    private final Patience patience;
    private final ObservationRegistry observations;

    public SelectActivity(
            Selector selector,
            CatalogReader catalog,
            Admission admission,
            LogWriter log,
            Patience patience,
            ObservationRegistry observations) {
        this.selector = selector;
        this.catalog = catalog;
        this.admission = admission;
        this.log = log;
        this.patience = patience;
        this.observations = observations;
    }

    @Override
    public Selected select(EventEnvelope event, Instant accepted, boolean admitted) {
        var known = catalog.current();
        var type = known.types().get(event.type());
        var selection = observed(event, type != null, () -> selector.select(event, known));
        log.offer(early(event, accepted, EventStatus.ACCEPTED, selection));
        var waits = !admitted && !selection.rejected();
        return new Selected(
                selection,
                waits ? admission.slot(event.type(), known) : Duration.ZERO,
                type == null ? null : type.terms().stream(),
                type == null || type.terms().dlq(),
                patience);
    }

    @Override
    public void schedule(EventEnvelope event, Instant accepted) {
        log.offer(early(event, accepted, EventStatus.SCHEDULED, NOT_YET));
    }

    private Selection observed(EventEnvelope event, boolean known, Supplier<Selection> select) {
        var type = known ? event.type() : FanoutObservation.UNKNOWN;
        var observation = FanoutObservation.SELECT
                .of(event, observations)
                .contextualName(FanoutObservation.SELECT.of(type))
                .lowCardinalityKeyValue(Tag.EVENT_TYPE.withValue(type));
        return observation.observe(() -> {
            var selection = select.get();
            var count = selection.recipients().size();
            observation
                    .lowCardinalityKeyValue(outcome(selection).tag())
                    .highCardinalityKeyValue(Detail.RECIPIENTS.withValue(Integer.toString(count)));
            return selection;
        });
    }

    private static Outcome outcome(Selection selection) {
        if (selection.rejected()) {
            return Outcome.REJECTED;
        }
        return selection.recipients().isEmpty() ? Outcome.UNWANTED : Outcome.SELECTED;
    }

    private static LoggedEvent early(EventEnvelope event, Instant accepted, EventStatus status, Selection selection) {
        return new LoggedEvent(
                event,
                Activity.getExecutionContext().getInfo().getWorkflowId(),
                status,
                accepted,
                null,
                null,
                selection.recipients().size(),
                selection.passedOver(),
                selection.violations(),
                List.of());
    }
}
