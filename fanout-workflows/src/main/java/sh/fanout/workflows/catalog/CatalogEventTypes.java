package sh.fanout.workflows.catalog;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sh.fanout.UnknownEventTypeException;
import sh.fanout.catalog.DefinedEventType;
import sh.fanout.catalog.EventTypeSummary;
import sh.fanout.catalog.EventTypes;

/** The event types of the catalog. */
public final class CatalogEventTypes implements EventTypes {

    private final Supplier<CatalogState> catalog;

    public CatalogEventTypes(Supplier<CatalogState> catalog) {
        this.catalog = catalog;
    }

    @Override
    public List<EventTypeSummary> list() {
        var known = catalog.get();
        return known.types().values().stream().map(type -> summary(type, known)).toList();
    }

    @Override
    public DefinedEventType get(String id) {
        var known = catalog.get();
        var type = known.types().get(id);
        if (type == null) {
            throw new UnknownEventTypeException(id, known.types().keySet());
        }
        return new DefinedEventType(
                summary(type, known),
                type.schemas().stream()
                        .map(it -> new DefinedEventType.Schema(it.version(), it.json(), it.service(), it.place()))
                        .toList());
    }

    private static EventTypeSummary summary(TypeEntry type, CatalogState known) {
        var terms = type.terms();
        var services = Stream.concat(
                type.schemas().stream().map(TypeEntry.Schema::service), Stream.of(terms.service()));
        return new EventTypeSummary(
                type.id(),
                type.newestVersion(),
                type.description(),
                terms.stream(),
                terms.rateLimit(),
                terms.dlq(),
                services.distinct().sorted().toList(),
                known.subscribersOf(type.id()).stream().map(SubscriptionEntry::id).toList());
    }
}
