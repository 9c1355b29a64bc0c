package sh.fanout.workflows.selection;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import sh.fanout.EventEnvelope;
import sh.fanout.FanoutException;
import sh.fanout.Violation;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.SubscriptionEntry;
import sh.fanout.workflows.catalog.TypeEntry;
import sh.fanout.workflows.schema.PayloadReader;
import sh.fanout.workflows.schema.PayloadSchema;
import sh.fanout.workflows.temporal.TaskQueues;

/**
 * Decides who receives an event. The event is checked once more: its publisher may hold an old class, or be no Java.
 *
 * <p>Safe for use by any number of threads; remembers compiled schemas, and nothing that changes a decision.
 */
public final class Selector {

    private final TaskQueues queues;
    private final ConcurrentMap<String, PayloadSchema> compiled = new ConcurrentHashMap<>();

    public Selector(TaskQueues queues) {
        this.queues = queues;
    }

    public Selection select(EventEnvelope event, CatalogState catalog) {
        var violations = check(event, catalog);
        var recipients = violations.isEmpty()
                ? catalog.subscribersOf(event.type()).stream()
                        .map(this::recipient)
                        .toList()
                : List.<Recipient>of();
        return new Selection(catalog.version(), recipients, violations);
    }

    /** What is wrong with an event by the definitions of the catalog; empty if nothing is. */
    public List<Violation> check(EventEnvelope event, CatalogState catalog) {
        var type = catalog.types().get(event.type());
        if (type == null) {
            return List.of(new Violation("", "nobody defined the event type '%s'".formatted(event.type())));
        }
        var schemas = type.schemasOf(event.version());
        if (schemas.isEmpty()) {
            return List.of(new Violation(
                    "", "nobody defined version '%s' of the event type '%s'".formatted(event.version(), event.type())));
        }
        try {
            var payload = PayloadReader.read(event.type(), event.payload());
            List<Violation> newest = List.of();
            for (TypeEntry.Schema schema : schemas) {
                newest = compile(event.type(), schema).validate(payload);
                if (newest.isEmpty()) {
                    return newest;
                }
            }
            return newest;
        } catch (FanoutException e) {
            return List.of(new Violation("", e.problem()));
        }
    }

    private PayloadSchema compile(String type, TypeEntry.Schema schema) {
        return compiled.computeIfAbsent(schema.hash(), hash -> PayloadSchema.parse(type, schema.json()));
    }

    private Recipient recipient(SubscriptionEntry subscription) {
        return new Recipient(
                subscription.id(),
                queues.subscription(subscription.id()),
                subscription.declared().timeout());
    }
}
