package sh.fanout.spring;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ResourceLoader;
import sh.fanout.Fanout;
import sh.fanout.catalog.EventTypes;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.erasure.Erasures;
import sh.fanout.lane.Lanes;
import sh.fanout.operation.Operations;
import sh.fanout.spring.mode.TemporalServer;
import sh.fanout.subscription.Subscriptions;
import sh.fanout.subscription.Trials;
import sh.fanout.workflows.FanoutEngine;
import sh.fanout.workflows.limit.RateLimiter;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.search.SearchedEvents;

/** Makes the beans of Fanout: the door for applications, the log for operators, and what runs behind both. */
@AutoConfiguration(afterName = "io.temporal.spring.boot.autoconfigure.ServiceStubsAutoConfiguration")
@ConditionalOnProperty(name = "fanout.enabled", matchIfMissing = true)
@EnableConfigurationProperties(FanoutProperties.class)
public class FanoutAutoConfiguration {

    @Bean
    TemporalChoice fanoutTemporalChoice(ConfigurableEnvironment environment, ListableBeanFactory beans) {
        return TemporalChoice.of(environment, beans);
    }

    @Bean
    DataFolder fanoutDataFolder(FanoutProperties properties, TemporalChoice choice) {
        return DataFolder.of(properties.dataDir(), choice.clues().test());
    }

    @Bean
    @ConditionalOnMissingBean
    TemporalServer fanoutTemporalServer(
            FanoutProperties properties,
            TemporalChoice choice,
            DataFolder folder,
            ConfigurableEnvironment environment) {
        var namespace = environment.getProperty("spring.temporal.namespace", "default");
        return choice.open(properties.dev(), folder.path(), namespace);
    }

    @Bean
    @ConditionalOnMissingBean
    EventLog fanoutEventLog(FanoutProperties properties, DataFolder folder, TemporalServer server) {
        return EventLogs.open(properties.log(), folder.path(), server.embedded());
    }

    @Bean
    RunningEngine fanoutRunningEngine(ObjectProvider<FanoutLifecycle> lifecycle) {
        return new RunningEngine(lifecycle);
    }

    /** Before the log itself, which lists events too but knows no filters. */
    @Bean
    @Primary
    SearchedEvents fanoutEvents(EventLog log, RunningEngine engine) {
        return new SearchedEvents(
                log,
                () -> engine.get("Events were searched").catalog(),
                event -> engine.find().map(it -> it.asItIs(event)).orElse(event));
    }

    @Bean
    @ConditionalOnMissingBean
    RateLimiter fanoutRateLimiter(FanoutProperties properties) {
        return RateLimiters.open(properties.limit(), properties.bus());
    }

    @Bean
    DeferredFanout fanoutDeferred() {
        return new DeferredFanout();
    }

    /** An interface only, so that the application can have aspects around it. */
    @Bean
    @ConditionalOnMissingBean
    Fanout fanout(DeferredFanout deferred) {
        return LateProxy.of(Fanout.class, deferred::get);
    }

    @Bean
    FanoutLifecycle fanoutLifecycle(
            FanoutProperties properties,
            TemporalChoice choice,
            TemporalServer server,
            EventLog log,
            DeferredFanout fanout,
            ConfigurableEnvironment environment,
            ConfigurableListableBeanFactory beans,
            ResourceLoader resources) {
        var definitions = new ApplicationDefinitions(beans, resources);
        var assembly = new EngineAssembly(properties, choice.mode(), server, log, environment, beans);
        return new FanoutLifecycle(definitions::find, assembly::assemble, fanout);
    }

    @Bean
    Instance fanoutInstance(TemporalChoice choice, RunningEngine engine) {
        return new Instance(choice.mode(), engine::find);
    }

    @Bean
    @ConditionalOnMissingBean
    Subscriptions fanoutSubscriptions(RunningEngine engine) {
        return engine.port(Subscriptions.class, "The subscriptions were asked for", FanoutEngine::subscriptions);
    }

    @Bean
    @ConditionalOnMissingBean
    Lanes fanoutLanes(RunningEngine engine) {
        return engine.port(Lanes.class, "The lanes were asked for", FanoutEngine::lanes);
    }

    @Bean
    @ConditionalOnMissingBean
    DeadLetters fanoutDeadLetters(RunningEngine engine) {
        return engine.port(DeadLetters.class, "The dead letters were asked for", FanoutEngine::deadLetters);
    }

    @Bean
    @ConditionalOnMissingBean
    Operations fanoutOperations(RunningEngine engine) {
        return engine.port(Operations.class, "The operations were asked for", FanoutEngine::operations);
    }

    @Bean
    @ConditionalOnMissingBean
    Erasures fanoutErasures(RunningEngine engine) {
        return engine.port(Erasures.class, "The erasures were asked for", FanoutEngine::erasures);
    }

    @Bean
    @ConditionalOnMissingBean
    EventTypes fanoutEventTypes(RunningEngine engine) {
        return engine.port(EventTypes.class, "The event types were asked for", FanoutEngine::eventTypes);
    }

    @Bean
    @ConditionalOnMissingBean
    Trials fanoutTrials(RunningEngine engine) {
        return engine.port(Trials.class, "An event was tried", FanoutEngine::trials);
    }

    @Bean
    @ConditionalOnProperty(name = "fanout.report", matchIfMissing = true)
    StartupReporter fanoutStartupReporter(
            FanoutLifecycle lifecycle,
            TemporalServer server,
            EventLog log,
            FanoutProperties properties,
            ApplicationContext application) {
        return new StartupReporter(lifecycle, server, log, properties.log().retention(), application);
    }
}
