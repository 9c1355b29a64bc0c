package sh.fanout.workflows.selection;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import sh.fanout.EventEnvelope;
import sh.fanout.FanoutException;
import sh.fanout.Violation;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.TypeEntry;
import sh.fanout.workflows.schema.PayloadReader;
import sh.fanout.workflows.schema.PayloadSchema;
import sh.fanout.workflows.temporal.TaskQueues;
import tools.jackson.databind.JsonNode;

/**
 * Decides who receives an event. The event is checked once more: its publisher may hold an old class, or be no Java.
 *
 * <p>Safe for use by any number of threads; remembers what is compiled, and nothing that changes a decision.
 */
public final class Selector {

    private final TaskQueues queues;
    private final Duration succession;
    private final ConcurrentMap<String, PayloadSchema> schemas = new ConcurrentHashMap<>();
    private volatile Candidates latest = new Candidates(CatalogState.EMPTY);

    /**
     * Creates a selector.
     *
     * @param succession how long a member of a consumer group may take to begin with a delivery
     */
    public Selector(TaskQueues queues, Duration succession) {
        this.queues = queues;
        this.succession = succession;
    }

    public Selection select(EventEnvelope event, CatalogState catalog) {
        JsonNode payload;
        try {
            payload = PayloadReader.read(event.type(), event.payload());
        } catch (FanoutException unreadable) {
            return Selection.rejected(catalog.version(), List.of(new Violation("", unreadable.problem())));
        }
        var violations = check(event, payload, catalog);
        return violations.isEmpty()
                ? new Audience(event, payload, queues)
                        .of(candidates(catalog).of(event.type()), succession, catalog.version())
                : Selection.rejected(catalog.version(), violations);
    }

    /** A subscription to the event's type as one that receives the event, whatever its filter says; empty if it is gone. */
    public Optional<Recipient> recipient(EventEnvelope event, String subscription, CatalogState catalog) {
        var payload = PayloadReader.read(event.type(), event.payload());
        return candidates(catalog).of(event.type()).stream()
                .filter(it -> it.id().equals(subscription))
                .findFirst()
                .map(new Audience(event, payload, queues)::recipient);
    }

    /**
     * What is wrong with an event by the definitions of the catalog; empty if nothing is.
     *
     * @param payload the event's payload, from {@link PayloadReader}
     */
    public List<Violation> check(EventEnvelope event, JsonNode payload, CatalogState catalog) {
        var type = catalog.types().get(event.type());
        if (type == null) {
            return List.of(new Violation("", "nobody defined the event type '%s'".formatted(event.type())));
        }
        var accepted = type.schemasOf(event.version());
        if (accepted.isEmpty()) {
            return List.of(new Violation(
                    "", "nobody defined version '%s' of the event type '%s'".formatted(event.version(), event.type())));
        }
        List<Violation> newest = List.of();
        for (TypeEntry.Schema schema : accepted) {
            newest = compile(event.type(), schema).validate(payload);
            if (newest.isEmpty()) {
                return newest;
            }
        }
        return newest;
    }

    private Candidates candidates(CatalogState catalog) {
        var known = latest;
        if (known.isOf(catalog)) {
            return known;
        }
        var compiled = new Candidates(catalog);
        latest = compiled;
        return compiled;
    }

    private PayloadSchema compile(String type, TypeEntry.Schema schema) {
        return schemas.computeIfAbsent(schema.hash(), hash -> PayloadSchema.parse(type, schema.json()));
    }
}
