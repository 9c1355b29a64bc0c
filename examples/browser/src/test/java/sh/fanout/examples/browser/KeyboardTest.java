package sh.fanout.examples.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.fanout.deadletter.DeadLetterStatus;

@ExtendWith(OnStage.class)
class KeyboardTest {

    private static final int STEPS = 60;

    @Test
    void isEnoughToFindCorrectAndRetryADeadLetter(Stage stage) {
        var counter = stage.bean(Counter.class);
        var id = counter.sendNowhere("typed").get(0);
        var page = stage.visitor().open("");

        page.keyboard().press("g");
        page.keyboard().press("d");
        assertThat(page.locator("h1")).hasText("Dead letters");
        go(
                page,
                page.locator("tr .lead a", new Page.LocatorOptions().setHasText("no such place"))
                        .first(),
                "j");
        page.keyboard().press("Enter");
        go(page, page.locator("#letter-%s-print-label .lead a".formatted(id)), "j");
        page.keyboard().press("Enter");
        go(page, page.getByLabel("To be delivered"), "Tab");
        page.keyboard().press("ControlOrMeta+a");
        page.keyboard().insertText(Counter.corrected("typed"));
        go(page, page.locator("form#retry-letter").getByLabel("Who"), "Tab");
        page.keyboard().insertText("Ada");
        go(page, page.locator("form#retry-letter").getByLabel("Why"), "Tab");
        page.keyboard().insertText("the city was misspelt");
        page.keyboard().press("Enter");

        assertThat(page.locator(".history")).containsText("/to/city");
        counter.awaitLabel(id, DeadLetterStatus.DELIVERED);
    }

    @Test
    void isEnoughToSelectAGroup(Stage stage) {
        stage.bean(Counter.class).leaveNotes("the bell does not ring");
        var page = stage.visitor().open("dead-letters");
        var link = page.locator("tr .lead a", new Page.LocatorOptions().setHasText("the bell does not ring"));

        go(page, link, "j");
        page.keyboard().press("x");
        assertThat(page.getByLabel("Select the bell does not ring")).isChecked();
        assertThat(page.getByText("Retry selected…")).isVisible();
        page.keyboard().press("x");
        assertThat(page.getByText("Retry selected…")).isHidden();
    }

    /** Presses a key until it has led to a place. */
    private static void go(Page page, Locator place, String key) {
        assertThat(place).isVisible();
        for (var step = 0; step < STEPS; step++) {
            if ((boolean) place.evaluate("place => place === document.activeElement")) {
                return;
            }
            page.keyboard().press(key);
        }
        fail("%d times %s do not lead to %s", STEPS, key, place);
    }
}
