package sh.fanout.workflows.gather;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sh.fanout.EventEnvelope;
import sh.fanout.log.Attempt;
import sh.fanout.log.Attempt.Outcome;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.workflows.temporal.FanoutJson;
import sh.fanout.workflows.temporal.JsonWeight;

class GatherPageTest {

    @Test
    void hasEveryDeliveryOnOnePageAndNoPageThatIsTooLarge() {
        var all = IntStream.range(1_000, 1_500)
                .mapToObj(n -> delivered("s" + n, "\"" + "x".repeat(65_534) + "\""))
                .toList();

        var pages = pages(all);

        assertThat(pages.stream().flatMap(page -> page.deliveries().stream())).containsExactlyElementsOf(all);
        assertThat(pages)
                .hasSizeGreaterThan(30)
                .allSatisfy(page -> assertThat(page.deliveries().stream()
                                .mapToInt(JsonWeight::of)
                                .sum())
                        .isLessThanOrEqualTo(1 << 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"價", "\"", "😀", "\\"})
    void countsTheBytesThatItTakes(String character) {
        var output = FanoutJson.MAPPER.writeValueAsString(character.repeat(65_534 / 2));
        var all = IntStream.range(1_000, 1_100)
                .mapToObj(n -> delivered("s" + n, output))
                .toList();

        var sizes = pages(all).stream()
                .map(page -> FanoutJson.MAPPER.writeValueAsBytes(page).length)
                .toList();

        assertThat(sizes).allSatisfy(size -> assertThat(size).isLessThan((1 << 20) + 1_000));
        assertThat(sizes.subList(0, sizes.size() - 1))
                .isNotEmpty()
                .allSatisfy(size -> assertThat(size).isGreaterThan((1 << 20) * 2 / 3));
    }

    @Test
    void isTheSameFromTheLog() {
        var delivery = delivered("s", "1");
        var logged = new LoggedDelivery(
                delivery.id(),
                "s",
                delivery.status(),
                0,
                List.of(new Attempt(1, Instant.EPOCH, 3, "w", Outcome.RETURNED, null)),
                1,
                null,
                "1",
                null);

        assertThat(GatherPage.of(event(logged))).isEqualTo(GatherPage.of("a", true, List.of(logged), null));
        assertThat(GatherPage.of(event(logged)).deliveries()).containsExactly(delivery);
    }

    @Test
    void hasWhatWasDeliveredWhateverAReplayComesTo() {
        var first = delivery("", DeliveryStatus.DELIVERED, 1);
        var failed = delivery("/replay-1", DeliveryStatus.FAILED, 2);

        assertThat(GatherPage.of(event(first, failed)).deliveries()).containsExactly(first);
        assertThat(GatherPage.of(event(failed, first)).deliveries()).containsExactly(first);
    }

    @Test
    void hasTheLastResultOfTheSameKindWhicheverIsReadFirst() {
        var first = delivery("", DeliveryStatus.FAILED, 1);
        var earlier = delivery("/replay-2", DeliveryStatus.DELIVERED, 2);
        var last = delivery("/replay-1", DeliveryStatus.DELIVERED, 3);

        assertThat(GatherPage.of(event(first, last, earlier)).deliveries()).containsExactly(last);
        assertThat(GatherPage.of(event(earlier, last, first)).deliveries()).containsExactly(last);
    }

    private static LoggedDelivery delivery(String replay, DeliveryStatus status, int second) {
        var settled = Instant.EPOCH.plusSeconds(second);
        return new LoggedDelivery("e/s" + replay, "s", status, 0, List.of(), 1, settled, null, null);
    }

    private static LoggedEvent event(LoggedDelivery... deliveries) {
        return new LoggedEvent(
                EventEnvelope.of("e", "a", "{}", Instant.EPOCH),
                "t/event/a/e",
                EventStatus.DELIVERED,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                1,
                List.of(),
                List.of(),
                List.of(deliveries));
    }

    @Test
    void isOnePageForNobody() {
        assertThat(pages(List.of())).containsExactly(new GatherPage("a", true, false, List.of(), List.of(), null));
    }

    private static List<GatherPage> pages(List<LoggedDelivery> all) {
        var pages = new ArrayList<GatherPage>();
        @Nullable String after = null;
        do {
            pages.add(GatherPage.of("a", true, all, after));
            after = pages.get(pages.size() - 1).next();
        } while (after != null);
        return pages;
    }

    private static LoggedDelivery delivered(String subscription, String output) {
        return new LoggedDelivery(
                "e/" + subscription, subscription, DeliveryStatus.DELIVERED, 0, List.of(), 1, null, output, null);
    }
}
