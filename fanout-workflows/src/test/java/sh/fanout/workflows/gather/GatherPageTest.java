package sh.fanout.workflows.gather;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.LoggedDelivery;

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
                                .mapToInt(LoggedDelivery::weight)
                                .sum())
                        .isLessThanOrEqualTo(1 << 20));
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
