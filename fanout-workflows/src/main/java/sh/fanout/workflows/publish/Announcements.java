package sh.fanout.workflows.publish;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import sh.fanout.EventEnvelope;
import sh.fanout.EventType;
import sh.fanout.deadletter.DeadLetterCreated;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.deadletter.AnnouncingActivity.Announcer;
import sh.fanout.workflows.temporal.FanoutJson;

/** Publishes Fanout's own events, where anybody is subscribed to them. */
public final class Announcements implements Announcer {

    private final Supplier<CatalogState> catalog;
    private final FanOutStarter starter;
    private final String source;

    /** @param source the service that publishes */
    public Announcements(Supplier<CatalogState> catalog, FanOutStarter starter, String source) {
        this.catalog = catalog;
        this.starter = starter;
        this.source = source;
    }

    @Override
    public void announce(DeadLetterCreated letter, String once) {
        // An alert that fails must not be the reason for the next one.
        if (!EventType.isOwn(letter.eventType())
                && !catalog.get().subscribersOf(DeadLetterCreated.TYPE).isEmpty()) {
            starter.start(event(letter, once), false);
        }
    }

    private EventEnvelope event(DeadLetterCreated letter, String once) {
        return new EventEnvelope(
                once,
                DeadLetterCreated.TYPE,
                EventType.FIRST_VERSION,
                FanoutJson.MAPPER.writeValueAsString(letter),
                Instant.now(),
                source,
                List.of(),
                Map.of(),
                null,
                null,
                once,
                null,
                null,
                letter.eventId(),
                null);
    }
}
