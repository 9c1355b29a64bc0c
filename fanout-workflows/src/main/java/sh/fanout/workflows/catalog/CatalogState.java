package sh.fanout.workflows.catalog;

import static java.util.stream.Collectors.toSet;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /**
     * The state after a declaration; this one if the declaration says nothing new.
     *
     * @throws sh.fanout.FanoutException if it contradicts what another service has declared
     */
    public CatalogState declare(Declaration declaration) {
        var service = services.getOrDefault(declaration.service(), ServiceEntry.NONE);
        var number = service.numberOf(declaration.build());

        var newTypes = new TreeMap<>(types);
        for (var type : declaration.types()) {
            var known = types.get(type.id());
            Conflicts.requireOneSchema(type, declaration.service(), known);
            Conflicts.requireOneTerms(type, declaration.service(), known);
            newTypes.put(type.id(), TypeEntry.of(known, type, declaration.service(), number));
        }

        var newSubscriptions = new TreeMap<>(subscriptions);
        for (var declared : declaration.subscriptions()) {
            var known = subscriptions.get(declared.id());
            if (known != null && !isFree(known, declaration.service())) {
                throw Conflicts.twoServices(declared, declaration.service(), known);
            }
            newSubscriptions.put(declared.id(), entry(declared, declaration.service(), number, known));
        }

        var ids = declaration.subscriptions().stream()
                .map(Declaration.Subscriber::id)
                .collect(toSet());
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
        if (known == null || known.retired() || !isAbandoned(known)) {
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
