package sh.fanout.examples.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.fanout.deadletter.DeadLetterStatus;

/** Groups of dead letters that somebody ticks, with scripts. */
@ExtendWith(OnStage.class)
class SelectionTest {

    @Test
    void isCountedAndAnnouncedAsItGrowsAndShrinks(Stage stage) {
        var counter = stage.bean(Counter.class);
        counter.leaveNotes("the stairs are wet", "the stairs are wet", "the lift is stuck");
        var page = stage.visitor().open("dead-letters");
        var bar = page.locator("#bulk");
        var said = page.locator("#announcement");
        var all = Pattern.compile("^\\d+ letters in (\\d+) groups");
        assertThat(bar).containsText(all);
        var groups = page.locator("tbody tr").count();

        tick(page, "the stairs are wet").check();
        assertThat(bar).containsText("2 letters in 1 of %d groups".formatted(groups));
        assertThat(said).hasText("2 letters in 1 of %d groups".formatted(groups));

        tick(page, "the lift is stuck").check();
        assertThat(said).hasText("3 letters in 2 of %d groups".formatted(groups));

        // The page asks again meanwhile, and the answer knows nothing of ticks.
        counter.leaveNotes("the stairs are wet");
        assertThat(bar).containsText("4 letters in 2 of %d groups".formatted(groups));

        tick(page, "the stairs are wet").uncheck();
        tick(page, "the lift is stuck").uncheck();
        assertThat(said).hasText("Nothing is selected.");
        assertThat(bar).containsText(all);
    }

    @Test
    void isDiscardedAndNothingElse(Stage stage) {
        var counter = stage.bean(Counter.class);
        var ids = counter.leaveNotes("the roof leaks", "the cellar floods", "the gate squeaks");
        var page = stage.visitor().open("dead-letters");

        tick(page, "the roof leaks").check();
        tick(page, "the gate squeaks").check();
        page.getByText("Discard selected…").click();
        assertThat(page.locator("h1")).hasText("Discard 2 letters in 2 groups");
        page.getByLabel("Who").fill("Ada");
        page.getByLabel("Why").fill("nobody believes them");
        page.getByText("Discard 2 letters", new Page.GetByTextOptions().setExact(true))
                .click();

        assertThat(page).hasURL(Pattern.compile(".*/operations/discard-.*"));
        assertThat(page.locator("#progress")).hasText("2 of 2 settled");
        counter.awaitLetter(ids.get(0), Counter.BELIEVE_NOTE, DeadLetterStatus.DISCARDED);
        counter.awaitLetter(ids.get(2), Counter.BELIEVE_NOTE, DeadLetterStatus.DISCARDED);
        counter.awaitLetter(ids.get(1), Counter.BELIEVE_NOTE, DeadLetterStatus.PARKED);
    }

    private static Locator tick(Page page, String error) {
        return page.getByLabel("Select " + error);
    }
}
