package sh.fanout.workflows.publish;

import java.time.Duration;
import sh.fanout.EventEnvelope;
import sh.fanout.FanoutException;
import sh.fanout.Publication;
import sh.fanout.workflows.catalog.CatalogReader;

/** Starts the fan-outs of those events that the limits of their types let pass. */
public final class LimitedStarter {

    private final DefinedTypes types;
    private final CatalogReader catalog;
    private final Admission admission;
    private final FanOutStarter starter;

    /** @param types what this instance defines; of other types the catalog knows */
    public LimitedStarter(DefinedTypes types, CatalogReader catalog, Admission admission, FanOutStarter starter) {
        this.types = types;
        this.catalog = catalog;
        this.admission = admission;
        this.starter = starter;
    }

    /** How long it waits for Temporal. */
    Duration timeout() {
        return starter.timeout();
    }

    /**
     * Takes a slot of the type's limit, and starts. What Temporal would refuse by its ids takes no slot.
     *
     * @throws FanoutException if there is no slot, or Temporal does not take the event
     */
    Publication start(EventEnvelope event) {
        starter.requireIds(event);
        // Most types have no limit, which their definition tells without asking for the catalog.
        var mayBeLimited = types.find(event.type())
                .map(defined -> defined.type().rateLimit() != null)
                .orElse(true);
        return starter.start(event, mayBeLimited && admission.pass(event.type(), catalog.known()));
    }
}
