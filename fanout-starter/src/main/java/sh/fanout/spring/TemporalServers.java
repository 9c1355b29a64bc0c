package sh.fanout.spring;

import static java.util.Objects.requireNonNull;

import io.temporal.serviceclient.WorkflowServiceStubs;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import sh.fanout.spring.mode.ModeClues;
import sh.fanout.spring.mode.ModeDecision;
import sh.fanout.spring.mode.TemporalServer;

/** Finds or starts the Temporal that fits an application. */
final class TemporalServers {

    private static final Logger logger = LoggerFactory.getLogger(TemporalServers.class);

    private TemporalServers() {}

    static TemporalServer open(
            ConfigurableEnvironment environment,
            @Nullable WorkflowServiceStubs stubs,
            FanoutProperties.Dev dev,
            Path folder,
            String namespace) {
        var clues = ModeClues.of(environment, stubs != null);
        var decision = ModeDecision.of(clues);
        logger.info("Fanout runs in mode {}, because {}", decision.mode(), decision.reason());
        return switch (decision.mode()) {
            case EMBEDDED -> TemporalServer.embedded(namespace);
            case DEV -> TemporalServer.dev(requireNonNull(clues.cli()), dev.port(), folder, namespace);
            case CLUSTER, AUTO ->
                stubs != null
                        ? TemporalServer.cluster(stubs, namespace)
                        : TemporalServer.cluster(requireNonNull(clues.target()), namespace);
        };
    }
}
