package sh.fanout.examples.browser;

import static java.util.Objects.requireNonNull;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.servlet.function.RouterFunction;
import sh.fanout.workflows.testing.RealTemporal;

/** The application and the browser, which all tests of this JVM share. */
final class Stage implements AutoCloseable {

    private final Path folder;
    private final ConfigurableApplicationContext application;
    private final Playwright playwright;
    private final Browser browser;
    private final List<Visitor> visitors = new ArrayList<>();

    private Stage(Path folder) {
        this.folder = folder;
        LargeEvent.write(folder);
        application = new SpringApplicationBuilder(PostOffice.class).run(settings(folder));
        Story.tell(application);
        // The browser is there already: none is downloaded.
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(browser());
        PlaywrightAssertions.setDefaultAssertionTimeout((double) Counter.PATIENCE.toMillis());
    }

    static Stage open() {
        try {
            return new Stage(Files.createTempDirectory("fanout-browser"));
        } catch (IOException e) {
            throw new IllegalStateException("No folder for the event log", e);
        }
    }

    private static String[] settings(Path folder) {
        var settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.application.name=post-office",
                "--logging.level.io.temporal=ERROR",
                "--fanout.data-dir=" + folder,
                "--fanout.dashboard.temporal-ui=http://localhost:8233"));
        settings.add(
                System.getenv("FANOUT_TEMPORAL_CLI") == null
                        ? "--fanout.mode=embedded"
                        : "--spring.temporal.connection.target="
                                + RealTemporal.shared().target());
        return settings.toArray(String[]::new);
    }

    private static LaunchOptions browser() {
        var options = new LaunchOptions()
                .setExecutablePath(Path.of(requireNonNull(System.getenv("FANOUT_CHROMIUM"), "FANOUT_CHROMIUM")))
                .setArgs(List.of("--disable-gpu", "--disable-dev-shm-usage"));
        // Chromium has no sandbox for root.
        return options.setChromiumSandbox(!System.getProperty("user.name").equals("root"));
    }

    /** A visitor in UTC with a large screen. */
    Visitor visitor() {
        return visitor(new Browser.NewContextOptions());
    }

    /** A visitor as the options have it; in UTC unless they name a zone. */
    Visitor visitor(Browser.NewContextOptions options) {
        if (options.timezoneId == null) {
            options.setTimezoneId("UTC");
        }
        if (options.viewportSize == null) {
            options.setViewportSize(1440, 900);
        }
        var port = application.getEnvironment().getRequiredProperty("local.server.port");
        var visitor = new Visitor(browser.newContext(options), "http://localhost:%s/fanout/".formatted(port));
        visitors.add(visitor);
        return visitor;
    }

    /** The pages that the dashboard has routes for. */
    Sitemap sitemap() {
        return new Sitemap(application.getBean("fanoutPages", RouterFunction.class));
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    /** Closes the browsers of a test's visitors, and says what these have complained of. */
    List<String> dismiss() {
        visitors.forEach(Visitor::leave);
        var complaints =
                visitors.stream().flatMap(it -> it.complaints().stream()).toList();
        visitors.clear();
        return complaints;
    }

    @Override
    public void close() throws IOException {
        playwright.close();
        application.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
