package sh.fanout.workflows.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.EventEnvelope;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.PassedOver;

/** How much of the log is read at once. */
class EventPartTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void asksForNoMoreLargeEventsThanAPartHasRoomFor() {
        assertThat(part(10, event(10, 0)).nextLimit(5_000)).isEqualTo(5_000);
        assertThat(part(10, event(1 << 20, 0)).nextLimit(5_000)).isEqualTo(16);
        assertThat(part(1, event(20 << 20, 0)).nextLimit(5_000)).isEqualTo(1);
        assertThat(part(0, event(0, 0)).nextLimit(5_000)).isEqualTo(5_000);
    }

    @Test
    void endsWhereItIsFullWhateverFillsIt() {
        assertThat(filled(event(1 << 20, 0), 100)).isEqualTo(16);
        assertThat(filled(event(10, 200), 1_000)).isBetween(200, 220);
        assertThat(filled(event(10, 0), 100)).isEqualTo(100);
    }

    private static int filled(LoggedEvent event, int limit) {
        var part = new EventPart.Filling(limit);
        while (part.add(event)) {
            assertThat(part.isFull()).isFalse();
        }
        return part.events().size();
    }

    private static EventPart part(int count, LoggedEvent event) {
        return new EventPart(Collections.nCopies(count, event), null);
    }

    private static LoggedEvent event(int payload, int passedOver) {
        var envelope = EventEnvelope.of("e", "order.created", "x".repeat(payload), NOON);
        var over = new PassedOver("audit", PassedOver.Reason.FILTER, null, null);
        return new LoggedEvent(
                envelope,
                "fanout/event/order.created/e",
                EventStatus.DELIVERED,
                NOON,
                NOON,
                null,
                0,
                Collections.nCopies(passedOver, over),
                List.of(),
                List.of());
    }
}
