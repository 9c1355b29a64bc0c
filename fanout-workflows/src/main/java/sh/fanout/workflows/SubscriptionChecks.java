package sh.fanout.workflows;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import sh.fanout.ErrorCode;
import sh.fanout.EventEnvelope;
import sh.fanout.FanoutException;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.Declaration;
import sh.fanout.workflows.catalog.TypeEntry;
import sh.fanout.workflows.filter.CompiledFilter;
import sh.fanout.workflows.schema.PayloadClass;

/** What an instance's subscriptions want and read, checked before anybody relies on it; refusals name the subscription. */
final class SubscriptionChecks {

    private SubscriptionChecks() {}

    /** Refuses what is no filter. */
    static void requireFilters(Collection<Subscription<?>> subscriptions) {
        subscriptions.forEach(
                it -> named(it, () -> CompiledFilter.parse(it.filter().json())));
    }

    /**
     * Refuses a filter on a field that no schema of the subscription's type has, and a class that can read no payload of it.
     * A pattern stands for types that are not known yet, and may look at any field.
     */
    static void requireFit(Collection<Subscription<?>> subscriptions, Declaration declaration, CatalogState known) {
        for (var subscription : subscriptions) {
            if (!subscription.events().matchesMany()) {
                var schemas = schemas(subscription.events().text(), declaration, known);
                named(subscription, () -> {
                    CompiledFilter.parse(subscription.filter().json()).checkFields(schemas);
                    requireReadable(subscription, schemas);
                });
            }
        }
    }

    private static void requireReadable(Subscription<?> subscription, List<String> schemas) {
        var type = subscription.payloadType();
        if (type == EventEnvelope.class) {
            return;
        }
        PayloadClass.unableToRead(type, schemas).ifPresent(payload -> {
            throw new FanoutException(
                    ErrorCode.INVALID_SUBSCRIPTION,
                    "the payload of '%s' is %s, which cannot be read as %s."
                            .formatted(subscription.events(), payload, type.getTypeName()),
                    "Take a record of the fields that it needs, tools.jackson.databind.JsonNode for any payload, or EventEnvelope, whose payload() is the JSON text.");
        });
    }

    /** The newest last: it is the one that a refusal is about. */
    private static List<String> schemas(String type, Declaration declaration, CatalogState known) {
        var accepted = known.types().containsKey(type)
                ? known.types().get(type).schemas().stream().map(TypeEntry.Schema::json)
                : Stream.<String>of();
        var own =
                declaration.types().stream().filter(it -> it.id().equals(type)).map(Declaration.Type::schema);
        return Stream.concat(accepted, own).distinct().toList();
    }

    private static void named(Subscription<?> subscription, Runnable check) {
        try {
            check.run();
        } catch (FanoutException e) {
            throw new FanoutException(
                    e.code(),
                    "Subscription '%s' (%s): %s".formatted(subscription.id(), subscription.place(), e.problem()),
                    e.hint(),
                    e);
        }
    }
}
