package sh.fanout.spring;

import static java.util.Objects.requireNonNull;

import io.temporal.serviceclient.WorkflowServiceStubs;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.spring.mode.Mode;
import sh.fanout.spring.mode.ModeClues;
import sh.fanout.spring.mode.ModeDecision;
import sh.fanout.spring.mode.TemporalServer;

/**
 * Which Temporal fits an application, before anything is opened.
 *
 * @param stubs the application's own connection, if it has one
 */
record TemporalChoice(
        ModeClues clues, ModeDecision decision, @Nullable WorkflowServiceStubs stubs) {

    private static final Logger logger = LoggerFactory.getLogger(TemporalChoice.class);
    private static final Pattern URL = Pattern.compile("(https?|grpcs?|tcp|temporal)://", Pattern.CASE_INSENSITIVE);
    private static final String STARTERS_STUBS = "temporalWorkflowServiceStubs";

    static TemporalChoice of(ConfigurableEnvironment environment, ListableBeanFactory beans) {
        requireNoUrl(environment.getProperty(ModeClues.TARGET));
        var stubs = standsInForTemporal(environment) ? null : stubs(beans);
        var clues = clues(environment, stubs != null);
        return new TemporalChoice(clues, ModeDecision.of(clues), stubs);
    }

    /** Before Temporal's starter has it, whose failure names neither the setting nor a way out. */
    private static void requireNoUrl(@Nullable String target) {
        if (target != null && URL.matcher(target.strip()).lookingAt()) {
            throw new FanoutException(
                    ErrorCode.INVALID_SETTING,
                    "%s is '%s', which is a URL.".formatted(ModeClues.TARGET, target),
                    "Write host:port, such as 127.0.0.1:7233; spring.temporal.connection.enable-https=true has it encrypted.");
        }
    }

    Mode mode() {
        return decision.mode();
    }

    /** Finds or starts it. */
    TemporalServer open(FanoutProperties.Dev dev, Path folder, String namespace) {
        logger.info("Fanout runs in mode {}, because {}", mode(), decision.reason());
        return switch (mode()) {
            case EMBEDDED -> TemporalServer.embedded(namespace);
            case DEV -> TemporalServer.dev(requireNonNull(clues.cli()), dev.port(), folder, namespace);
            case CLUSTER, AUTO ->
                stubs != null
                        ? TemporalServer.cluster(stubs, namespace)
                        : TemporalServer.cluster(requireNonNull(clues.target()), namespace);
        };
    }

    /** Temporal's starter then offers a test server that skips time, whatever target is configured. */
    private static boolean standsInForTemporal(ConfigurableEnvironment environment) {
        return environment.getProperty("spring.temporal.test-server.enabled", Boolean.class, false);
    }

    private static @Nullable WorkflowServiceStubs stubs(ListableBeanFactory beans) {
        var unique = beans.getBeanProvider(WorkflowServiceStubs.class).getIfUnique();
        return unique == null && beans.containsBean(STARTERS_STUBS)
                ? beans.getBean(STARTERS_STUBS, WorkflowServiceStubs.class)
                : unique;
    }

    private static ModeClues clues(ConfigurableEnvironment environment, boolean ownStubs) {
        var clues = ModeClues.of(environment, ownStubs);
        return !standsInForTemporal(environment)
                ? clues
                : new ModeClues(
                        clues.mode(),
                        null,
                        false,
                        clues.cliSetting(),
                        clues.cli(),
                        clues.cloud(),
                        clues.test(),
                        clues.propertyNames());
    }
}
