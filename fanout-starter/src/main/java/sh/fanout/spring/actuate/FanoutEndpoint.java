package sh.fanout.spring.actuate;

import java.util.Optional;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import sh.fanout.spring.FanoutProperties;
import sh.fanout.spring.Instance;
import sh.fanout.spring.mode.TemporalServer;
import sh.fanout.workflows.FanoutEngine;
import sh.fanout.workflows.catalog.Declaration;
import sh.fanout.workflows.limit.RateLimiter;
import sh.fanout.workflows.log.EventLog;

/** Shows this instance at {@code /actuator/fanout}: where it runs, what it has, and how that stands. Tells no secrets. */
@Endpoint(id = "fanout")
final class FanoutEndpoint {

    private final FanoutProperties properties;
    private final Instance instance;
    private final TemporalServer server;
    private final EventLog log;
    private final RateLimiter limiter;
    private final Watch watch;

    FanoutEndpoint(
            FanoutProperties properties,
            Instance instance,
            TemporalServer server,
            EventLog log,
            RateLimiter limiter,
            Watch watch) {
        this.properties = properties;
        this.instance = instance;
        this.server = server;
        this.log = log;
        this.limiter = limiter;
        this.watch = watch;
    }

    @ReadOperation
    InstanceReport report() {
        var declaration = instance.engine().get().map(FanoutEngine::declaration);
        var standing = watch.recent();
        return new InstanceReport(
                Optional.ofNullable(FanoutEngine.class.getPackage().getImplementationVersion())
                        .orElse("unknown"),
                declaration.map(Declaration::service).orElse(null),
                declaration.map(Declaration::build).orElse(null),
                properties.bus(),
                instance.mode().toString(),
                new InstanceReport.Temporal(server.describe(), server.namespace(), standing.refusal()),
                InstanceReport.Log.of(log.describe(), standing.log()),
                new InstanceReport.Limiter(limiter.describe(), limiter.available(), limiter.outageDecisions()),
                declaration.stream()
                        .flatMap(it -> it.types().stream())
                        .map(it -> new InstanceReport.Type(it.id(), it.version()))
                        .toList(),
                standing.subscriptions().stream()
                        .map(InstanceReport.Subscription::of)
                        .toList(),
                standing.stuck(),
                standing.looked());
    }
}
