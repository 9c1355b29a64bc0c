package sh.fanout.examples.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.fanout.PublishOptions;

@ExtendWith(OnStage.class)
class LiveTest {

    /** Pages, and what of each changes when a parcel is sent to nowhere. */
    private static final Map<String, String> TABS = Map.of(
            "", "#stats .stat:nth-child(1) strong",
            "?range=6h", "#stats .stat:nth-child(5) strong",
            "events", "tbody tr:first-child",
            "events?q=type:parcel.sent", "tbody tr:first-child",
            "event-types", "#type-parcel\\.sent [data-label='Last 24 h']",
            "event-types/parcel.sent", "#facts div:nth-child(3) dd",
            "dead-letters?single=yes", "tbody tr:first-child");

    @Test
    void tabsAreSevenAndAllOfThemShowWhatHasHappened(Stage stage) {
        var visitor = stage.visitor();
        var before = new LinkedHashMap<Locator, String>();
        TABS.forEach((path, what) -> {
            var shown = visitor.openBeside(path).locator(what);
            before.put(shown, shown.textContent());
        });

        stage.bean(Counter.class).sendNowhere("seen by seven");

        assertThat(before).hasSize(7);
        before.forEach((shown, text) -> assertThat(shown).not().hasText(text));
    }

    @Test
    void eventsAppearThatTheLogDoesNotHaveWhenTheyAreOpened(Stage stage) {
        var page = stage.visitor().open("event-types/quote.asked");

        page.getByLabel("Payload").fill("{\"grams\": 4321}");
        page.getByText("Publish", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(page.locator("h1")).containsText("quote.asked");
        assertThat(page.locator("main")).containsText("4321");
    }

    @Test
    void pagesAreNotSentAgainWhileNothingHasChanged(Stage stage) {
        var requests = stage.bean(Requests.class);
        var before = requests.count("event-types", 304);

        stage.visitor().open("event-types");

        await().atMost(Counter.PATIENCE).until(() -> requests.count("event-types", 304) > before);
    }

    @Test
    void pagesKeepFocusAndScrollAndWhatIsOpen(Stage stage) {
        var page = stage.visitor(new Browser.NewContextOptions().setViewportSize(1440, 500))
                .open("");
        var table = page.locator("details.unfold");
        var published = page.locator("#stats strong").first();
        table.locator("summary").click();
        page.evaluate("window.scrollTo(0, 240)");
        var before = published.textContent();

        stage.bean(Counter.class).send("unseen", "Graz", "AT", 5, PublishOptions.defaults());

        assertThat(published).not().hasText(before);
        assertThat(table).hasAttribute("open", "");
        assertThat(table.locator("summary")).isFocused();
        assertThat(page.evaluate("window.scrollY")).isEqualTo(240);
    }

    @Test
    void formsKeepWhatIsBeingWritten(Stage stage) {
        var visitor = stage.visitor();
        var page = visitor.page();
        page.clock().install();
        visitor.open("event-types/quote.asked");
        page.getByLabel("Payload").fill("{\"grams\":");

        answer(page, () -> page.clock().runFor(10_000));

        assertThat(page.getByLabel("Payload")).hasValue("{\"grams\":");
    }

    @Test
    void pagesAskNothingWhileTheyAreHidden(Stage stage) {
        var visitor = stage.visitor();
        var page = visitor.page();
        page.clock().install();
        var open = new HashSet<Request>();
        page.onRequest(open::add);
        page.onRequestFinished(open::remove);
        page.onRequestFailed(open::remove);
        visitor.open("lanes");
        hide(page, true);
        page.waitForCondition(open::isEmpty);
        var asked = new ArrayList<Request>();
        page.onRequest(asked::add);

        page.clock().runFor(60_000);
        assertThat(asked).isEmpty();

        answer(page, () -> hide(page, false));
        assertThat(asked).isNotEmpty();
    }

    private static void answer(Page page, Runnable cause) {
        page.waitForResponse(Pattern.compile(".*"), cause);
    }

    private static void hide(Page page, boolean hidden) {
        page.evaluate("""
                hidden => {
                  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
                  document.dispatchEvent(new Event("visibilitychange"));
                }""", hidden);
    }
}
