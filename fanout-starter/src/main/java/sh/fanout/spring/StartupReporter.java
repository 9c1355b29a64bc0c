package sh.fanout.spring;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import sh.fanout.spring.diagnostics.StartupReport;
import sh.fanout.spring.mode.TemporalServer;
import sh.fanout.workflows.log.EventLog;

/** Sums up the start in the log, once the application is ready. */
final class StartupReporter {

    private static final Logger logger = LoggerFactory.getLogger("sh.fanout");

    /** The bean of the REST endpoints. */
    private static final String ROUTES = "fanoutRoutes";

    /** The bean of the dashboard's pages. */
    private static final String PAGES = "fanoutPages";

    private final FanoutLifecycle lifecycle;
    private final TemporalServer server;
    private final EventLog log;
    private final Retention retention;
    private final ApplicationContext application;

    StartupReporter(
            FanoutLifecycle lifecycle,
            TemporalServer server,
            EventLog log,
            Retention retention,
            ApplicationContext application) {
        this.lifecycle = lifecycle;
        this.server = server;
        this.log = log;
        this.retention = retention;
        this.application = application;
    }

    @EventListener
    void report(ApplicationReadyEvent ready) {
        var running = lifecycle.running();
        // A context hears of its children too.
        if (running == null || ready.getApplicationContext() != application) {
            return;
        }
        try {
            logger.info(report(running).render());
        } catch (RuntimeException e) {
            logger.warn("Fanout is up, but cannot sum up its start", e);
        }
    }

    private StartupReport report(FanoutLifecycle.Running running) {
        return new StartupReport(
                server.describe(),
                "%s, keeps events %s".formatted(log.describe(), retention),
                running.definitions().subscriptions(),
                running.engine().declaration(),
                running.engine().catalog(),
                address(PAGES, "/fanout/"),
                address(ROUTES, "/fanout/api/v1/events"),
                server.webUi(),
                server.warning());
    }

    private @Nullable URI address(String bean, String below) {
        return application.containsBean(bean) ? address(below, application.getEnvironment()) : null;
    }

    private static @Nullable URI address(String below, Environment environment) {
        var port = environment.getProperty("local.server.port");
        if (port == null) {
            return null;
        }
        var scheme = environment.containsProperty("server.ssl.bundle")
                        || environment.containsProperty("server.ssl.key-store")
                        || environment.containsProperty("server.ssl.certificate")
                ? "https"
                : "http";
        var path = (environment.getProperty("server.servlet.context-path", "")
                        + environment.getProperty("spring.mvc.servlet.path", ""))
                .replaceAll("/$", "");
        return URI.create("%s://localhost:%s%s%s".formatted(scheme, port, path, below));
    }
}
