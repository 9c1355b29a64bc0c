package sh.fanout.workflows.temporal;

import org.jspecify.annotations.Nullable;

/**
 * The ids of a bus's workflows, as operators read them in Temporal's Web UI.
 *
 * @param bus the prefix of every id
 */
public record WorkflowIds(String bus) {

    /** The longest id that a server takes, in bytes of UTF-8. */
    public static final int MAX_BYTES = 1_000;

    public String catalog() {
        return bus + "/catalog";
    }

    /** The fan-out of an event: one per idempotency key, or else one per event. */
    public String event(String type, String eventId, @Nullable String idempotencyKey) {
        return "%s/event/%s/%s"
                .formatted(bus, type, idempotencyKey == null ? eventId : "k:" + IdSegment.of(idempotencyKey));
    }

    /** The delivery of an event to a subscription, whoever has it under way: the fan-out, a dead letter or a replay. */
    public String delivery(String type, String eventId, String subscription) {
        return "%s/delivery/%s/%s/%s".formatted(bus, type, eventId, subscription);
    }

    public String deadLetter(String type, String eventId, String subscription) {
        return "%s/dead-letter/%s/%s/%s".formatted(bus, type, eventId, subscription);
    }

    public String operation(String operation) {
        return "%s/operation/%s".formatted(bus, operation);
    }

    public String erasure(String erasure) {
        return "%s/erasure/%s".formatted(bus, erasure);
    }

    /** Begins the ids of all deliveries of an event. */
    public String deliveries(String type, String eventId) {
        return "%s/delivery/%s/%s/".formatted(bus, type, eventId);
    }

    /** Begins the ids of all dead letters of an event. */
    public String deadLetters(String type, String eventId) {
        return "%s/dead-letter/%s/%s/".formatted(bus, type, eventId);
    }

    /** Begins the ids of all replays. */
    public String replays() {
        return bus + "/replay/";
    }

    /** The replay of an event to a subscription. */
    public String replay(String operation, String type, String eventId, String subscription) {
        return "%s/replay/%s/%s/%s/%s".formatted(bus, operation, type, eventId, subscription);
    }

    public String lane(String stream, String key) {
        return "%s/lane/%s/%s".formatted(bus, stream, IdSegment.of(key));
    }

    /** Whether a server takes this id. */
    public static boolean fits(String id) {
        return id.codePoints().map(WorkflowIds::bytes).sum() <= MAX_BYTES;
    }

    static int bytes(int point) {
        if (point < 0x80) {
            return 1;
        }
        return point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }
}
