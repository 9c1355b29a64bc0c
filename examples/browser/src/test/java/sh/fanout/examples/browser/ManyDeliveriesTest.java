package sh.fanout.examples.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnStage.class)
class ManyDeliveriesTest {

    private static final double SECONDS = 1;

    /** On a slow machine it takes six times as long as a page with nothing on it. */
    private static final double LIGHT_PAGES = 10;

    @Test
    void areOnAPageThatIsSmallAndThereAtOnce(Stage stage) {
        var visitor = stage.visitor();
        var light = visitor.openBeside("lanes");
        var page = visitor.open("events/" + LargeEvent.ID);

        // Not every time: the machine may be busy with something else.
        await().pollInSameThread()
                .atMost(Duration.ofSeconds(60))
                .until(() -> load(page) < SECONDS + LIGHT_PAGES * load(light));

        assertThat(Looks.weight(page)).isLessThan(100 * 1024);
        assertThat(page.locator("#deliveries")).containsText("300 recipients");
    }

    @Test
    void canBeOpenedAndFound(Stage stage) {
        var page = stage.visitor().open("events/" + LargeEvent.ID);

        var failed = page.locator("[id='delivery-%s/look-in-depot-300']".formatted(LargeEvent.ID));
        failed.locator("summary").click();

        assertThat(failed.locator(".attempts")).containsText("depot 300 does not answer");
        assertThat(page.locator(".delivery[id]")).hasCount(LargeEvent.DELIVERIES);
    }

    private static double load(Page page) {
        page.reload();
        return ((Number) page.evaluate("performance.getEntriesByType('navigation')[0].duration")).doubleValue() / 1_000;
    }
}
