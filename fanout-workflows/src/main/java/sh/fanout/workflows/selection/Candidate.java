package sh.fanout.workflows.selection;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sh.fanout.filter.Mismatch;
import sh.fanout.workflows.catalog.SubscriptionEntry;
import sh.fanout.workflows.filter.CompiledFilter;
import sh.fanout.workflows.filter.FilterSubject;

/** A subscription of the catalog, ready to be asked whether it wants an event. */
record Candidate(
        String id,
        @Nullable CompiledFilter filter,
        @Nullable String group,
        SubscriptionEntry entry) {

    static Candidate of(SubscriptionEntry entry) {
        var declared = entry.declared();
        return new Candidate(
                declared.id(),
                declared.filter() == null ? null : CompiledFilter.parse(declared.filter()),
                declared.group(),
                entry);
    }

    /** Named apart from every subscription, since an id has no colon. */
    String chain() {
        return group == null ? id : "group:" + group;
    }

    boolean wants(FilterSubject event) {
        return filter == null || filter.matches(event);
    }

    /** What the filter says no to. */
    Optional<Mismatch> mismatch(FilterSubject event) {
        return Optional.ofNullable(filter).flatMap(it -> it.explain(event));
    }
}
