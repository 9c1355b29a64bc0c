package sh.fanout.examples.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.fanout.Fanout;
import sh.fanout.PublishOptions;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.examples.browser.PostOffice.ComplaintMade;

/** Nothing is cut, and nothing stands over anything else, however long the names are. */
@ExtendWith(OnStage.class)
class LongNamesTest {

    private static final List<Integer> WIDTHS = List.of(390, 1024, 1280, 1440);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @Test
    void areWholeInListsBesideTheButtonsOfTheirRows(Stage stage) {
        check(stage, List.of("subscriptions", "event-types", "lanes", "operations"));
    }

    @Test
    void leaveRoomForWhatOneMayDoAboutADeadLetter(Stage stage) {
        var key = "a-customer-whose-key-is-as-long-as-the-names-of-the-others";
        var id = stage.bean(Fanout.class)
                .publish(new ComplaintMade("soaked"), PublishOptions.defaults().orderingKey(key))
                .eventId();
        stage.bean(Counter.class).awaitLetter(id, Clerks.ANSWER_COMPLAINT, DeadLetterStatus.PARKED);
        var letter = "dead-letters/%s/%s".formatted(id, Clerks.ANSWER_COMPLAINT);
        check(stage, List.of("dead-letters", "dead-letters?single=yes", letter, "dead-letters/retry", "events"));
    }

    private static void check(Stage stage, List<String> paths) {
        var softly = new SoftAssertions();
        for (var path : paths) {
            var page = stage.visitor().open(path);
            for (var width : WIDTHS) {
                page.setViewportSize(width, 900);
                softly.assertThat(Looks.overflow(page))
                        .as("overflow of %s at %d", path, width)
                        .isEqualTo(List.of());
                softly.assertThat(Looks.cutCells(page))
                        .as("cut cells of %s at %d", path, width)
                        .isEqualTo(List.of());
                shoot(page, path.replaceAll("\\?.*", "-single").replaceAll("/.{36}/.*", "-one"), width);
            }
        }
        softly.assertAll();
    }

    private static void shoot(Page page, String name, int width) {
        if (System.getProperty("browser.screenshots") != null) {
            for (var theme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(
                                "long-%s-%d-%s.png".formatted(name.replace('/', '-'), width, Looks.name(theme))))
                        .setFullPage(true));
            }
        }
    }
}
