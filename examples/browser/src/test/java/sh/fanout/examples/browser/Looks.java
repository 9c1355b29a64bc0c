package sh.fanout.examples.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** What can be wrong with the looks of a page. */
final class Looks {

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

    private Looks() {}

    /** What is only seen by scrolling the page sideways, once the page has drawn itself in its new size. */
    static Object overflow(Page page) {
        return page.evaluate("""
                async () => {
                  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
                  await frame();
                  await frame();
                  const { clientWidth, scrollWidth } = document.documentElement;
                  const isBeyond = (element) => element.getBoundingClientRect().right > clientWidth && !element.closest(".scroll");
                  const beyond = () => [...document.querySelectorAll("main, main *")].filter(isBeyond);
                  return scrollWidth > clientWidth ? [scrollWidth, ...beyond().map((it) => it.cloneNode().outerHTML)] : [];
                }""");
    }

    /** The filters that reach out of the boxes that they are in: that one can scroll to them is not to be seen. */
    static Object cutFilters(Page page) {
        return page.locator(".scroll .filter").evaluateAll("""
                all => all.filter((it) => {
                  const box = it.closest(".scroll").getBoundingClientRect();
                  return it.getBoundingClientRect().right > box.right;
                }).map((it) => it.textContent)""");
    }

    /** The cells of tables that are wider than what holds them: cut by their box, or printed over their neighbour. */
    static Object cutCells(Page page) {
        return page.locator(".scroll td").evaluateAll("""
                all => all.filter((it) => {
                  const box = it.closest(".scroll").getBoundingClientRect();
                  return it.offsetWidth && (it.getBoundingClientRect().right > box.right + 1 || it.scrollWidth > it.clientWidth + 1);
                }).map((it) => `${it.cloneNode().outerHTML} ${it.textContent} ${it.scrollWidth} in ${it.clientWidth}`)""");
    }

    /** The ids that more than one element has, so that what names them means the wrong one. */
    static Object ambiguousIds(Page page) {
        return page.locator("[id]")
                .evaluateAll("all => all.map(it => it.id).filter((id, index, ids) => ids.indexOf(id) !== index)");
    }

    /** What keeps people out. */
    static List<String> barriers(Page page) {
        return barriers(axe(page).withTags(WCAG));
    }

    /** The same, but only what another theme can change. */
    static List<String> colourBarriers(Page page) {
        return barriers(axe(page).withRules(OF_COLOURS));
    }

    private static AxeBuilder axe(Page page) {
        // Otherwise it opens a page of its own to sum up, which no frame of ours needs.
        return new AxeBuilder(page).setLegacyMode(true);
    }

    private static List<String> barriers(AxeBuilder axe) {
        return axe.analyze().getViolations().stream()
                .filter(it -> List.of("serious", "critical").contains(it.getImpact()))
                .map(it -> "%s: %s".formatted(it.getHelp(), it.getNodes().get(0).getHtml()))
                .toList();
    }

    /** How many bytes it takes to send it. */
    static int weight(Page page) {
        var sent = page.context().request().get(page.url()).body();
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(sent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.size();
    }

    /** Presses the button of a theme. */
    static void choose(Page page, ColorScheme theme) {
        page.locator("[data-theme-choice=%s]:visible".formatted(name(theme))).click();
        page.mouse().move(0, 0);
    }

    static String name(ColorScheme theme) {
        return theme.name().toLowerCase(Locale.ROOT);
    }
}
