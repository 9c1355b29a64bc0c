package sh.fanout.workflows;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sh.fanout.ErrorCode;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.deadletter.DeadLetterCreated;
import sh.fanout.filter.Filter;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.catalog.Declaration;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.publish.DefinedTypes;

/** What an application defines, checked among itself and put as a declaration to the bus. */
final class Definitions {

    private Definitions() {}

    /** The types that the application owns, those that only its subscriptions mention included. */
    static Set<EventType<?>> types(EngineSettings settings) {
        var owned = new LinkedHashSet<>(settings.types);
        settings.subscriptions.stream()
                .map(Subscription::definition)
                .filter(type -> type != null && type.owned())
                .filter(type -> owned.stream()
                        .noneMatch(it -> it.id().equals(type.id()) && it.payloadType() == type.payloadType()))
                .forEach(owned::add);
        owned.forEach(Definitions::requireItsOwn);
        // Fanout's own types are as its subscribers need them.
        if (settings.subscriptions.stream().anyMatch(it -> it.events().matches(DeadLetterCreated.TYPE))) {
            owned.add(EventType.of(DeadLetterCreated.class));
        }
        return owned;
    }

    /** The same, found by their ids and by their classes. */
    static DefinedTypes eventTypes(EngineSettings settings) {
        return new DefinedTypes(types(settings));
    }

    private static void requireItsOwn(EventType<?> type) {
        if (EventType.isOwn(type.id()) && type.payloadType() != DeadLetterCreated.class) {
            throw new FanoutException(
                    ErrorCode.INVALID_EVENT_TYPE,
                    "Event type '%s' is defined by %s, but begins like Fanout's own."
                            .formatted(type.id(), type.payloadType().getName()),
                    "Give it an id that does not begin with 'fanout.'.");
        }
    }

    static Declaration declaration(EngineSettings settings, DefinedTypes types) {
        requireUniqueIds(settings.subscriptions);
        var declared = types.all().stream()
                .map(it -> new Declaration.Type(
                        it.type().id(),
                        it.type().version(),
                        it.type().description(),
                        it.schema().json(),
                        it.schema().hash(),
                        it.type().stream(),
                        it.type().rateLimit(),
                        it.type().dlq(),
                        it.place()))
                .toList();
        var subscribers =
                settings.subscriptions.stream().map(Definitions::subscriber).toList();
        var log = settings.eventLog;
        // A shared log is not asked: nothing depends on its answer, and it may be away.
        var identity = log.shared() ? log.describe() : log.identity();
        var home = new Declaration.LogHome(identity, place(log), log.shared(), settings.alone || settings.ownLogOnly);
        return new Declaration(settings.service, settings.build, declared, subscribers, home);
    }

    /** A file may be at the same path of every machine. */
    private static String place(EventLog log) {
        var process = ManagementFactory.getRuntimeMXBean().getName();
        return log.shared() ? log.describe() : "%s on %s".formatted(log.describe(), process.replaceFirst(".*@", ""));
    }

    /** Whether other instances may run on the bus: a log of one's own alone proves that there are none. */
    static boolean sharesItsBus(EngineSettings settings) {
        return settings.eventLog.shared() && !settings.alone && !settings.ownLogOnly;
    }

    private static Declaration.Subscriber subscriber(Subscription<?> it) {
        return new Declaration.Subscriber(
                it.id(),
                it.events().text(),
                it.filter().equals(Filter.all()) ? null : it.filter().json(),
                it.consumerGroup(),
                it.limits(),
                it.onFailure(),
                it.timeout(),
                it.place());
    }

    private static void requireUniqueIds(List<Subscription<?>> subscriptions) {
        Map<String, Subscription<?>> byId = new HashMap<>();
        for (var subscription : subscriptions) {
            var other = byId.put(subscription.id(), subscription);
            if (other != null) {
                throw new FanoutException(
                        ErrorCode.DUPLICATE_SUBSCRIPTION,
                        "Subscription '%s' is declared twice: %s and %s."
                                .formatted(subscription.id(), other.place(), subscription.place()),
                        "Rename one of them.");
            }
        }
    }
}
