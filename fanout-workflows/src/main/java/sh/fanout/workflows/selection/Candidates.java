package sh.fanout.workflows.selection;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import sh.fanout.workflows.catalog.CatalogState;

/** The subscriptions of one catalog, compiled once and looked up by event type. Safe for use by any number of threads. */
final class Candidates {

    private final CatalogState catalog;
    private final List<Candidate> all;
    private final ConcurrentMap<String, List<Candidate>> byType = new ConcurrentHashMap<>();

    Candidates(CatalogState catalog) {
        this.catalog = catalog;
        all = catalog.subscriptions().values().stream()
                .filter(it -> !it.retired())
                .map(Candidate::of)
                .toList();
    }

    @SuppressWarnings(
            "ReferenceEquality") // A reader lends one object until it has read another; comparing is not free.
    boolean isOf(CatalogState catalog) {
        return this.catalog == catalog;
    }

    /** The subscriptions to a type that the catalog knows, in the order of their ids. */
    List<Candidate> of(String eventType) {
        return byType.computeIfAbsent(
                eventType,
                type -> all.stream().filter(it -> it.events().matches(type)).toList());
    }
}
