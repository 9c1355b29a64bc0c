package sh.fanout.spring;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import sh.fanout.spring.diagnostics.StartupReport;
import sh.fanout.spring.mode.TemporalServer;
import sh.fanout.workflows.log.EventLog;

/** Sums up the start in the log, once the application is ready. */
final class StartupReporter {

    private static final Logger logger = LoggerFactory.getLogger("sh.fanout");

    private final FanoutLifecycle lifecycle;
    private final TemporalServer server;
    private final EventLog log;

    StartupReporter(FanoutLifecycle lifecycle, TemporalServer server, EventLog log) {
        this.lifecycle = lifecycle;
        this.server = server;
        this.log = log;
    }

    @EventListener
    void report(ApplicationReadyEvent ready) {
        var running = lifecycle.running();
        var declaration = running.engine().declaration();
        logger.info(new StartupReport(
                        "%s, build %s".formatted(declaration.service(), declaration.build()),
                        server.describe(),
                        log.describe(),
                        running.definitions().subscriptions(),
                        declaration,
                        running.engine().catalog(),
                        api(ready.getApplicationContext().getEnvironment()),
                        server.webUi(),
                        server.warning())
                .render());
    }

    private static @Nullable URI api(Environment environment) {
        var port = environment.getProperty("local.server.port");
        if (port == null || !environment.getProperty("fanout.rest.enabled", Boolean.class, true)) {
            return null;
        }
        var path = environment.getProperty("server.servlet.context-path", "");
        return URI.create("http://localhost:%s%s/fanout/api/v1/events".formatted(port, path));
    }
}
