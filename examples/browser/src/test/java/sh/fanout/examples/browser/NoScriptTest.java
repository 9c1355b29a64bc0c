package sh.fanout.examples.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.fanout.deadletter.DeadLetterStatus;

/** What people do whose browser runs no script: plain forms and links. */
@ExtendWith(OnStage.class)
class NoScriptTest {

    @Test
    void publishesAnEvent(Stage stage) {
        var page = open(stage, "event-types/parcel.sent");

        page.getByLabel("Payload").fill(Counter.corrected("by hand"));
        page.getByText("Publish", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(page).hasURL(Pattern.compile(".*/events/[^/]+"));
        stage.bean(Counter.class).awaitSettled(page.url().replaceAll(".*/", ""));
        page.reload();
        assertThat(page.locator("h1")).containsText("parcel.sent");
        assertThat(page.getByText("by hand")).isVisible();
    }

    @Test
    void pausesASubscriptionAndResumesIt(Stage stage) {
        var page = open(stage, "subscriptions");
        var row = page.locator("#subscription-insure");

        for (var act : new String[] {"Pause", "Resume"}) {
            row.locator("summary").click();
            signIn(row.locator("form"), "stocktaking");
            row.locator("form button").click();
            assertThat(row.locator("summary")).containsText(act.equals("Pause") ? "Resume" : "Pause");
        }
    }

    @Test
    void retriesACorrectedLetterAndDiscardsAnother(Stage stage) {
        var counter = stage.bean(Counter.class);
        var ids = counter.sendNowhere("retried", "discarded");

        var page = open(stage, "dead-letters/%s/print-label".formatted(ids.get(0)));
        page.getByLabel("To be delivered").fill(Counter.corrected("retried"));
        signIn(page.locator("form#retry-letter"), "the city was misspelt");
        page.locator("form#retry-letter button").click();
        counter.awaitLabel(ids.get(0), DeadLetterStatus.DELIVERED);

        page.navigate(page.url().replace(ids.get(0), ids.get(1)));
        signIn(page.locator("form[action$=discard]"), "the sender came back for it");
        page.locator("form[action$=discard] button").click();
        counter.awaitLabel(ids.get(1), DeadLetterStatus.DISCARDED);
    }

    @Test
    void discardsTheLettersOfTheGroupsThatAreTicked(Stage stage) {
        var counter = stage.bean(Counter.class);
        var ids = counter.leaveNotes("the ink is gone", "the lamp is broken", "the clock stands still");
        var page = open(stage, "dead-letters");
        assertThat(page.getByText("Discard selected…")).isHidden();

        page.getByLabel("Select the ink is gone").check();
        page.getByLabel("Select the clock stands still").check();
        page.getByText("Discard selected…").click();
        assertThat(page.locator("h1")).hasText("Discard 2 letters in 2 groups");
        signIn(page.locator("main form"), "nobody believes them");
        page.locator("main form button").click();

        assertThat(page.locator("h1")).containsText("Discard 2 groups of dead letters");
        page.locator("form[action$=resume], .facts").first().waitFor();
        counter.awaitLetter(ids.get(0), Counter.BELIEVE_NOTE, DeadLetterStatus.DISCARDED);
        counter.awaitLetter(ids.get(2), Counter.BELIEVE_NOTE, DeadLetterStatus.DISCARDED);
        counter.awaitLetter(ids.get(1), Counter.BELIEVE_NOTE, DeadLetterStatus.PARKED);
    }

    @Test
    void takesNoTickAtAllForNoGroup(Stage stage) {
        var page = stage.visitor(new Browser.NewContextOptions().setJavaScriptEnabled(false));

        page.visit("dead-letters/retry?selected=yes");

        assertThat(page.page().locator("main")).containsText("No group is selected.");
    }

    private static Page open(Stage stage, String path) {
        return stage.visitor(new Browser.NewContextOptions().setJavaScriptEnabled(false))
                .open(path);
    }

    private static void signIn(Locator form, String why) {
        form.getByLabel("Who").fill("Ada");
        form.getByLabel("Why").fill(why);
    }
}
