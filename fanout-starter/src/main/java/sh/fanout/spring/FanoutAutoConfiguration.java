package sh.fanout.spring;

import io.temporal.serviceclient.WorkflowServiceStubs;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ResourceLoader;
import sh.fanout.spring.mode.ModeClues;
import sh.fanout.spring.mode.TemporalServer;
import sh.fanout.workflows.log.EventLog;

/** Makes the beans of Fanout: the door for applications, the log for operators, and what runs behind both. */
@AutoConfiguration(afterName = "io.temporal.spring.boot.autoconfigure.ServiceStubsAutoConfiguration")
@ConditionalOnProperty(name = "fanout.enabled", matchIfMissing = true)
@EnableConfigurationProperties(FanoutProperties.class)
public class FanoutAutoConfiguration {

    @Bean
    DataFolder fanoutDataFolder(FanoutProperties properties, ConfigurableEnvironment environment) {
        return DataFolder.of(
                properties.dataDir(), ModeClues.of(environment, false).test());
    }

    @Bean
    @ConditionalOnMissingBean
    TemporalServer fanoutTemporalServer(
            FanoutProperties properties,
            DataFolder folder,
            ConfigurableEnvironment environment,
            ObjectProvider<WorkflowServiceStubs> stubs) {
        var namespace = environment.getProperty("spring.temporal.namespace", "default");
        return TemporalServers.open(environment, stubs.getIfAvailable(), properties.dev(), folder.path(), namespace);
    }

    @Bean
    @ConditionalOnMissingBean
    EventLog fanoutEventLog(FanoutProperties properties, DataFolder folder) {
        return EventLogs.open(properties.clickhouse(), folder.path());
    }

    @Bean
    DeferredFanout fanout() {
        return new DeferredFanout();
    }

    @Bean
    FanoutLifecycle fanoutLifecycle(
            FanoutProperties properties,
            TemporalServer server,
            EventLog log,
            DeferredFanout fanout,
            ConfigurableEnvironment environment,
            ConfigurableListableBeanFactory beans,
            ResourceLoader resources) {
        var definitions = new ApplicationDefinitions(beans, resources);
        var assembly = new EngineAssembly(properties, server, log, environment, beans);
        return new FanoutLifecycle(definitions::find, assembly::assemble, fanout);
    }

    @Bean
    @ConditionalOnProperty(name = "fanout.report", matchIfMissing = true)
    StartupReporter fanoutStartupReporter(FanoutLifecycle lifecycle, TemporalServer server, EventLog log) {
        return new StartupReporter(lifecycle, server, log);
    }
}
