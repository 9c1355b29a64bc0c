package sh.fanout.examples.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.fanout.deadletter.DeadLetterStatus;

@ExtendWith(OnStage.class)
class ClicksTest {

    private static final int MOST = 4;

    private int clicks;

    @Test
    void fourLeadFromAFailureToItsCorrectedRetry(Stage stage) {
        var counter = stage.bean(Counter.class);
        var id = counter.sendNowhere("clicked").get(0);
        var page = stage.visitor().open("");

        click(page.locator("#stats").getByText("Dead letters"));
        click(page.locator("tr", containing("print-label")).locator(".lead a"));
        click(page.locator("#letter-%s-print-label .lead a".formatted(id)));
        page.getByLabel("To be delivered").fill(Counter.corrected("clicked"));
        signIn(page.locator("form#retry-letter"));
        click(page.locator("form#retry-letter button"));

        counter.awaitLabel(id, DeadLetterStatus.DELIVERED);
        assertThat(page.locator("#facts")).containsText("delivered");
        assertThat(page.locator(".history")).containsText("/to/city");
        assertThat(clicks).isLessThanOrEqualTo(MOST);
    }

    @Test
    void fourLeadToTheThrottledRetryOfAllLettersOfAGroup(Stage stage) {
        stage.bean(Counter.class).sendNowhere("throttled-1", "throttled-2", "throttled-3");
        var page = stage.visitor().open("");

        click(page.locator("#stats").getByText("Dead letters"));
        click(page.locator("tr", containing("print-label")).getByText("Retry…"));
        page.getByLabel("Per second").fill("2");
        page.getByLabel("Wait after the first").fill("");
        signIn(page.locator("main form"));
        click(page.locator("main form button"));

        assertThat(page).hasURL(Pattern.compile(".*/operations/retry-.*"));
        assertThat(page.locator(".facts")).containsText("2 per second");
        assertThat(page.locator("#panel-progress")).containsText(Pattern.compile("running|completed"));
        assertThat(clicks).isLessThanOrEqualTo(MOST);
    }

    private void click(Locator locator) {
        locator.click();
        clicks++;
    }

    private static Page.LocatorOptions containing(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static void signIn(Locator form) {
        form.getByLabel("Who").fill("Ada");
        form.getByLabel("Why").fill("the city was misspelt");
    }
}
