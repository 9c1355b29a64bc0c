package sh.fanout.workflows.catalog;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventPattern;
import sh.fanout.workflows.catalog.Declaration.LogHome;

/**
 * What the catalog knows, and how it changes. Pure: the workflow beside it only keeps the current one.
 *
 * @param version grows with every change
 * @param log where the bus keeps its event log; {@code null} before the first declaration
 */
public record CatalogState(
        long version,
        Map<String, TypeEntry> types,
        Map<String, SubscriptionEntry> subscriptions,
        Map<String, ServiceEntry> services,
        @Nullable LogHome log) {

    public static final CatalogState EMPTY = new CatalogState(0, Map.of(), Map.of(), Map.of(), null);

    public CatalogState {
        // Sorted, so that one state has one form and its run in Temporal one input.
        types = Collections.unmodifiableMap(new TreeMap<>(types));
        subscriptions = Collections.unmodifiableMap(new TreeMap<>(subscriptions));
        services = Collections.unmodifiableMap(new TreeMap<>(services));
    }

    /** The stream of an event: the one that it names, or else that of its type; {@code null} if there is neither. */
    public @Nullable String stream(String eventType, @Nullable String named) {
        var type = types.get(eventType);
        return named != null || type == null ? named : type.terms().stream();
    }

    /** The subscriptions that receive events of a type, in the order of their ids. */
    public List<SubscriptionEntry> subscribersOf(String eventType) {
        return subscriptions.values().stream()
                .filter(it -> !it.retired() && new EventPattern(it.declared().events()).matches(eventType))
                .toList();
    }

    /** The subscriptions that their service's newest build no longer has: they retire once nobody serves them. */
    public List<SubscriptionEntry> abandoned() {
        return subscriptions.values().stream()
                .filter(it -> !it.retired() && isAbandoned(it))
                .toList();
    }

    /** The builds of a service that the bus saw after one, and that are the measure as long as they run. */
    public Set<String> buildsAfter(String build, String service) {
        return services.getOrDefault(service, ServiceEntry.NONE).after(build);
    }

    Set<String> buildsBeforeNewest(String service) {
        return services.getOrDefault(service, ServiceEntry.NONE).beforeNewest();
    }

    /**
     * Whether an instance has to declare again what it serves: a subscription has retired or is about to, or its service went
     * back to an earlier build while it could not be seen.
     */
    boolean misses(Declaration served) {
        var service = services.getOrDefault(served.service(), ServiceEntry.NONE);
        var isNewest = service.after(served.build()).isEmpty();
        var lacksSome = served.subscriptions().stream()
                .map(it -> subscriptions.get(it.id()))
                .anyMatch(it -> it == null || it.retired() || (isNewest && isAbandoned(it)));
        var isForgotten = !service.builds().containsKey(served.build());
        return (isForgotten || lacksSome) && !declare(served).equals(this);
    }

    /**
     * The state after a declaration; this one if the declaration says nothing new.
     *
     * @throws sh.fanout.FanoutException if it contradicts what another service has declared
     */
    public CatalogState declare(Declaration declaration) {
        return isAlone(declaration)
                ? goBack(declaration).withoutAbandoned(declaration.service())
                : add(declaration, false);
    }

    /** Only who has the log in a file proves it: no other instance could write to that, and none may keep another log. */
    private static boolean isAlone(Declaration declaration) {
        return !declaration.log().shared() && !declaration.log().exclusive();
    }

    /** What nobody serves any more, since no other instance of the service runs. */
    private CatalogState withoutAbandoned(String service) {
        var remaining = this;
        for (var it : abandoned()) {
            remaining = it.service().equals(service) ? remaining.retire(it.id()) : remaining;
        }
        return remaining;
    }

    /**
     * The state after a service has gone back to a build: that is the newest again, as if none had followed it. This one if
     * others have followed by now than those that are gone.
     *
     * @throws sh.fanout.FanoutException if it contradicts what another service has declared
     */
    CatalogState reinstate(Reinstatement asked) {
        var own = asked.declaration();
        return buildsAfter(own.build(), own.service()).equals(asked.gone()) ? goBack(own) : this;
    }

    private CatalogState goBack(Declaration declaration) {
        var next = backTo(declaration.build(), declaration.service()).add(declaration, true);
        return changed(next.types, next.subscriptions, next.services, next.log);
    }

    /** The state in which a build is the newest: what later ones have said may be said anew. */
    private CatalogState backTo(String build, String service) {
        var known = services.getOrDefault(service, ServiceEntry.NONE);
        var number = known.numberOf(build);
        var newTypes = new TreeMap<>(types);
        newTypes.replaceAll((id, type) -> type.backTo(service, number));
        var newSubscriptions = new TreeMap<>(subscriptions);
        newSubscriptions.replaceAll((id, it) -> it.service().equals(service) ? it.backTo(number) : it);
        var newServices = new TreeMap<>(services);
        newServices.replace(service, known.backTo(build));
        return new CatalogState(version, newTypes, newSubscriptions, newServices, log);
    }

    /** @param isNews whether the versions of its types are, even if the build has declared them before */
    private CatalogState add(Declaration declaration, boolean isNews) {
        var service = services.getOrDefault(declaration.service(), ServiceEntry.NONE);
        var number = service.numberOf(declaration.build());

        var newTypes = new TreeMap<>(types);
        for (var type : declaration.types()) {
            var known = types.get(type.id());
            Conflicts.requireOneSchema(type, declaration.service(), known);
            Conflicts.requireOneTerms(type, declaration.service(), known);
            var entry = TypeEntry.of(known, type, declaration.service(), number);
            newTypes.put(
                    type.id(),
                    entry.isOf(declaration.service()) && (isNews || entry.isNewerThan(known))
                            ? entry.withNewest(type.version())
                            : entry);
        }

        var newSubscriptions = new TreeMap<>(subscriptions);
        var ids = new TreeSet<String>();
        for (var declared : declaration.subscriptions()) {
            var known = subscriptions.get(declared.id());
            if (known != null && !isFree(known, declaration.service())) {
                throw Conflicts.twoServices(declared, declaration.service(), known);
            }
            var entry = entry(declared, declaration.service(), number, known);
            // A member that only an older build has may want what its group does not want any more.
            if (!service.isOlder(declaration.build()) || Groups.fits(entry, newSubscriptions.values())) {
                newSubscriptions.put(entry.id(), entry);
                ids.add(entry.id());
            }
        }

        Groups.check(declaration.service(), ids, newSubscriptions.values());
        Audiences.check(newTypes.keySet(), newSubscriptions.values());

        var newServices = new TreeMap<>(services);
        newServices.put(declaration.service(), service.with(declaration.build(), ids));

        Conflicts.requireOneLog(declaration.log(), log);
        return changed(newTypes, newSubscriptions, newServices, declaration.log());
    }

    /**
     * The state after a subscription has retired; this one if it is not {@linkplain #abandoned() abandoned} any more.
     */
    public CatalogState retire(String subscription) {
        var known = subscriptions.get(subscription);
        return known == null || !isAbandoned(known) ? this : dismiss(subscription);
    }

    /** The same, whether its service wants it or not: that may be gone for good. */
    CatalogState dismiss(String subscription) {
        var known = subscriptions.get(subscription);
        if (known == null || known.retired()) {
            return this;
        }
        var remaining = new TreeMap<>(subscriptions);
        remaining.put(subscription, known.retire());
        return changed(types, remaining, services, log);
    }

    private CatalogState changed(
            Map<String, TypeEntry> types,
            Map<String, SubscriptionEntry> subscriptions,
            Map<String, ServiceEntry> services,
            @Nullable LogHome log) {
        var changed = new CatalogState(version, types, subscriptions, services, log);
        return changed.equals(this) ? this : new CatalogState(version + 1, types, subscriptions, services, log);
    }

    private static SubscriptionEntry entry(
            Declaration.Subscriber declared, String service, long number, @Nullable SubscriptionEntry known) {
        if (known != null && known.service().equals(service) && known.buildNumber() > number) {
            return known.revive();
        }
        return new SubscriptionEntry(declared, service, number, false);
    }

    /** Whether a service may declare a subscription that is known: its own, or one that its service has let go. */
    private boolean isFree(SubscriptionEntry known, String service) {
        return known.service().equals(service) || known.retired() || isAbandoned(known);
    }

    private boolean isAbandoned(SubscriptionEntry subscription) {
        return !services.getOrDefault(subscription.service(), ServiceEntry.NONE)
                .newest()
                .contains(subscription.id());
    }
}
