package sh.fanout.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.EventPattern;
import sh.fanout.filter.Filter;

class EventQueryTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void keepsWhatWasSaidBefore() {
        var end = new Position(NOON, "e-1");
        var filter = Filter.field("amount").gt(1);
        var events = EventSelection.ALL
                .ofType("order.*")
                .in(EventStatus.FAILED)
                .keyed("cust-1")
                .tagged("web")
                .causedBy("e-0")
                .matching(filter)
                .since(NOON)
                .before(NOON.plusSeconds(1));

        assertThat(EventQuery.of(events).after(end).limit(7))
                .isEqualTo(new EventQuery(
                        new EventSelection(
                                new EventPattern("order.*"),
                                EventStatus.FAILED,
                                "cust-1",
                                "web",
                                "e-0",
                                filter,
                                NOON,
                                NOON.plusSeconds(1)),
                        end,
                        7));
        assertThat(EventQuery.ALL.limit(7).after(end))
                .isEqualTo(EventQuery.ALL.after(end).limit(7));
        assertThat(List.of(
                        events.ofType("order.*"),
                        events.in(EventStatus.FAILED),
                        events.keyed("cust-1"),
                        events.tagged("web"),
                        events.causedBy("e-0"),
                        events.matching(filter),
                        events.since(NOON)))
                .containsOnly(events);
    }

    @Test
    void countsTheTypesThatAreAskedFor() {
        var steps = new Steps(NOON, Duration.ofMinutes(1), 5);

        assertThat(StatsQuery.of(steps).ofType("order.*"))
                .isEqualTo(new StatsQuery(new EventPattern("order.*"), steps));
    }
}
