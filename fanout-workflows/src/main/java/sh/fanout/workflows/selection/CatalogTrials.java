package sh.fanout.workflows.selection;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import sh.fanout.EventEnvelope;
import sh.fanout.PublishOptions;
import sh.fanout.UnknownEventTypeException;
import sh.fanout.subscription.Trial;
import sh.fanout.subscription.Trials;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.schema.PayloadReader;

/** Asks the selector that decides about real events. */
public final class CatalogTrials implements Trials {

    private final Supplier<CatalogState> catalog;
    private final Selector selector;

    public CatalogTrials(Supplier<CatalogState> catalog, Selector selector) {
        this.catalog = catalog;
        this.selector = selector;
    }

    @Override
    public Trial of(String eventType, String payload, PublishOptions options) {
        var known = catalog.get();
        var type = known.types().get(eventType);
        if (type == null) {
            throw new UnknownEventTypeException(eventType, known.types().keySet());
        }
        // Refused here rather than as a violation: there is no event yet that could have one.
        PayloadReader.read(eventType, payload);
        var event = new EventEnvelope(
                UUID.randomUUID().toString(),
                eventType,
                type.newestVersion(),
                payload,
                Instant.now(),
                "trial",
                options.tags(),
                options.metadata(),
                options.orderingKey(),
                options.orderingKey() == null ? null : type.terms().stream(),
                options.idempotencyKey(),
                null,
                null,
                null,
                null);
        return trial(event, known);
    }

    @Override
    public Trial of(EventEnvelope event) {
        return trial(event, catalog.get());
    }

    private Trial trial(EventEnvelope event, CatalogState known) {
        var selection = selector.select(event, known);
        return new Trial(
                selection.recipients().stream().map(Recipient::subscription).toList(),
                selection.passedOver(),
                selection.violations());
    }
}
