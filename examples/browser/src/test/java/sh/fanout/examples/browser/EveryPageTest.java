package sh.fanout.examples.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.fanout.examples.browser.Sitemap.Stop;

/** With {@code -Dbrowser.screenshots} it takes screenshots as well: they are in {@code target/screenshots}. */
@ExtendWith(OnStage.class)
class EveryPageTest {

    private static final int LARGEST = 100 * 1024;
    private static final int HEIGHT = 900;
    private static final List<Integer> WIDTHS = List.of(390, 1024, 1440);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @Test
    void isReachedByLinksAndLooksAsItShouldInBothThemesAtEveryWidth(Stage stage) {
        var sitemap = stage.sitemap();
        var visitor = stage.visitor();
        var page = visitor.page();
        var softly = new SoftAssertions();

        var reached = sitemap.walk(visitor, stop -> {
            softly.assertThat(Looks.ambiguousIds(page))
                    .as("ambiguous ids in %s", stop)
                    .isEqualTo(List.of());
            softly.assertThat(Looks.weight(page)).as("bytes of %s", stop).isLessThan(LARGEST);
            if (!stop.isFiltered()) {
                for (var width : WIDTHS) {
                    page.setViewportSize(width, HEIGHT);
                    softly.assertThat(Looks.overflow(page))
                            .as("overflow of %s at %d", stop, width)
                            .isEqualTo(List.of());
                }
                look(page, stop, ColorScheme.LIGHT, softly);
                look(page, stop, ColorScheme.DARK, softly);
            }
        });

        for (var route : sitemap.routes()) {
            if (!reached.contains(route)) {
                softly.assertThat(status(visitor, route))
                        .as("%s, which no link leads to, and which should lead on", route)
                        .isEqualTo(303);
            }
        }
        softly.assertAll();
    }

    @Test
    void showsAllOfALongFilterAtEveryWidth(Stage stage) {
        var visitor = stage.visitor();
        var softly = new SoftAssertions();

        for (var path : List.of("subscriptions", "event-types/stamps.sold")) {
            var page = visitor.open(path);
            if (path.startsWith("event-types")) {
                page.locator("form button").first().click();
                page.locator("#outcome .filter").waitFor();
            }
            for (var width : WIDTHS) {
                page.setViewportSize(width, HEIGHT);
                softly.assertThat(Looks.cutFilters(page))
                        .as("filters that must be scrolled to in %s at %d", path, width)
                        .isEqualTo(List.of());
                softly.assertThat(Looks.overflow(page))
                        .as("overflow of %s at %d", path, width)
                        .isEqualTo(List.of());
                if (System.getProperty("browser.screenshots") != null) {
                    shoot(page, "filter-%s-%d.png".formatted(path.replace('/', '-'), width));
                }
            }
        }
        softly.assertAll();
    }

    private static void look(Page page, Stop stop, ColorScheme theme, SoftAssertions softly) {
        Looks.choose(page, theme);
        softly.assertThat(theme == ColorScheme.LIGHT ? Looks.barriers(page) : Looks.colourBarriers(page))
                .as("barriers in %s in %s", stop, theme)
                .isEmpty();
        if (System.getProperty("browser.screenshots") != null) {
            shoot(page, "%s-%s.png".formatted(stop.name(), Looks.name(theme)));
            page.setViewportSize(WIDTHS.get(0), HEIGHT);
            shoot(page, "%s-%s-narrow.png".formatted(stop.name(), Looks.name(theme)));
            page.setViewportSize(WIDTHS.get(WIDTHS.size() - 1), HEIGHT);
        }
    }

    private static void shoot(Page page, String file) {
        page.screenshot(
                new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(file)).setFullPage(true));
    }

    private static int status(Visitor visitor, String route) {
        return visitor.context()
                .request()
                .get(
                        visitor.address(route.replaceAll("\\{\\w+}", "x")),
                        RequestOptions.create().setMaxRedirects(0))
                .status();
    }
}
