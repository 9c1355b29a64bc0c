package sh.fanout.dashboard.replays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sh.fanout.FanoutException;
import sh.fanout.dashboard.page.Zone;
import sh.fanout.filter.Filter;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan;

class WishTest {

    private static final Zone VIENNA = new Zone(ZoneId.of("Europe/Vienna"));

    @Test
    void readsTimesAsTheVisitorMeansThem() {
        var events =
                wish("from", "2026-07-01T12:00", "to", "2026-11-27T12:00:30").events(VIENNA);

        assertThat(events.from()).isEqualTo("2026-07-01T10:00:00Z");
        assertThat(events.to()).isEqualTo("2026-11-27T11:00:30Z");
    }

    @Test
    void saysTimesInItsAddressAsTheyAreAnywhere() {
        var anywhere = wish("from", "2026-11-27T12:00", "key", "42").anywhere(VIENNA);

        assertThat(anywhere.address(Stage.TO_WHOM).text())
                .isEqualTo("?stage=to+whom&key=42&from=2026-11-27T11%3A00%3A00Z");
        assertThat(anywhere.anywhere(VIENNA)).isEqualTo(anywhere);
        assertThat(anywhere.events(VIENNA).from()).isEqualTo(Instant.parse("2026-11-27T11:00:00Z"));
    }

    @Test
    void refusesWhatIsNoTime() {
        assertThatThrownBy(() -> wish("from", "noon").events(VIENNA))
                .isInstanceOf(FanoutException.class)
                .hasMessageContaining("'noon' is no time");
    }

    @Test
    void makesAPlanOfAllThatIsSaid() {
        var wish = new Wish(Map.of(
                "type", List.of("order.*"),
                "filter", List.of("{\"a\": [1]}"),
                "subscription", List.of("bill", "ship"),
                "again", List.of("yes"),
                "rate", List.of("2.5"),
                "pauseAfter", List.of("1,000")));

        var plan = (OperationPlan.Replay) wish.plan(VIENNA);

        assertThat(plan.subscriptions()).containsExactly("bill", "ship");
        assertThat(plan.skipDelivered()).isFalse();
        assertThat(plan.events().filter()).isEqualTo(Filter.json("{\"a\": [1]}"));
        assertThat(wish.pace()).isEqualTo(new OperationPace(2.5, 1_000L));
    }

    @Test
    void isAReplayToAllWhoDoNotHaveTheEventsIfNothingIsSaid() {
        assertThat(((OperationPlan.Replay) wish().plan(VIENNA)).skipDelivered()).isTrue();
        assertThat(wish().pace()).isEqualTo(OperationPace.defaults());
    }

    @Test
    void carriesOnWhatTheOtherStagesHave() {
        var wish = new Wish(
                Map.of("type", List.of("order.*"), "subscription", List.of("bill", "ship"), "why", List.of("deploy")));

        assertThat(wish.besides(Stage.HOW))
                .containsExactly(
                        new Wish.Value("type", "order.*"),
                        new Wish.Value("subscription", "bill"),
                        new Wish.Value("subscription", "ship"));
    }

    private static Wish wish(String... values) {
        return switch (values.length) {
            case 0 -> new Wish(Map.of());
            case 2 -> new Wish(Map.of(values[0], List.of(values[1])));
            default -> new Wish(Map.of(values[0], List.of(values[1]), values[2], List.of(values[3])));
        };
    }
}
