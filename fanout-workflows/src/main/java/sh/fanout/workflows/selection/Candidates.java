package sh.fanout.workflows.selection;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import sh.fanout.workflows.catalog.CatalogState;

/** The subscriptions of one catalog, compiled once and looked up by event type. Safe for use by any number of threads. */
final class Candidates {

    private final CatalogState catalog;
    private final ConcurrentMap<String, List<Candidate>> byType = new ConcurrentHashMap<>();

    Candidates(CatalogState catalog) {
        this.catalog = catalog;
    }

    // A reader lends one object until it has read another; to compare the contents is not free.
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(CatalogState catalog) {
        return this.catalog == catalog;
    }

    /**
     * The subscriptions to a type that the catalog knows, in the order of their ids. Compiled when the type is first asked
     * for: a filter that this version cannot read holds up the events of its own types, and no others.
     */
    List<Candidate> of(String eventType) {
        return byType.computeIfAbsent(
                eventType,
                type -> catalog.subscribersOf(type).stream().map(Candidate::of).toList());
    }
}
