package sh.fanout.spring;

import io.micrometer.observation.ObservationRegistry;
import io.temporal.common.context.ContextPropagator;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkflowClientInterceptor;
import io.temporal.payload.codec.PayloadCodec;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.env.Environment;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.spring.mode.Mode;
import sh.fanout.spring.mode.TemporalServer;
import sh.fanout.spring.tracing.CallerTrace;
import sh.fanout.workflows.EngineSettings;
import sh.fanout.workflows.FanoutEngine;
import sh.fanout.workflows.limit.RateLimiter;
import sh.fanout.workflows.log.EventLog;

/** Builds the engine from the settings, and from what the application has for its own use of Temporal. */
final class EngineAssembly {

    private final FanoutProperties properties;
    private final Mode mode;
    private final TemporalServer server;
    private final EventLog log;
    private final Environment environment;
    private final BeanFactory beans;

    EngineAssembly(
            FanoutProperties properties,
            Mode mode,
            TemporalServer server,
            EventLog log,
            Environment environment,
            BeanFactory beans) {
        this.properties = properties;
        this.mode = mode;
        this.server = server;
        this.log = log;
        this.environment = environment;
        this.beans = beans;
    }

    FanoutEngine assemble(ApplicationDefinitions.Found found) {
        var info = beans.getBeanProvider(BuildProperties.class).getIfAvailable();
        var build = ServiceBuild.of(properties.build(), info, found.types(), found.subscriptions());
        var settings = EngineSettings.of(server.stubs(), log, service(), build)
                .namespace(server.namespace())
                .bus(properties.bus())
                .types(found.types())
                .subscriptions(found.subscriptions())
                .codecs(all(PayloadCodec.class))
                .contextPropagators(all(ContextPropagator.class))
                .interceptors(all(WorkflowClientInterceptor.class), all(WorkerInterceptor.class))
                .traceparent(CallerTrace::current)
                .observations(
                        beans.getBeanProvider(ObservationRegistry.class).getIfAvailable(() -> ObservationRegistry.NOOP))
                .publishTimeout(properties.publishTimeout())
                .drainTimeout(properties.drainTimeout())
                .retirementGrace(properties.retirementGrace())
                .succession(properties.succession())
                .retention(properties.log().retention().time())
                .deadLetterLife(properties.deadLetters().life())
                .rateLimiter(beans.getBean(RateLimiter.class));
        if (server.embedded()) {
            settings.alone();
        }
        if (properties.singleNode()) {
            settings.ownLogOnly();
        }
        return new FanoutEngine(settings);
    }

    private String service() {
        var name = environment.getProperty("spring.application.name", "");
        if (!name.isBlank()) {
            return name;
        }
        if (mode != Mode.CLUSTER) {
            return AutoConfigurationPackages.has(beans)
                    ? AutoConfigurationPackages.get(beans).get(0)
                    : "application";
        }
        throw new FanoutException(
                ErrorCode.INVALID_SETTING,
                "spring.application.name is not set, so the bus cannot tell this service from another.",
                "Set it to the name of this application; all its instances share it.");
    }

    private <B> List<B> all(Class<B> type) {
        return beans.getBeanProvider(type).orderedStream().toList();
    }
}
