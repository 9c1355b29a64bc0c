package sh.fanout.dashboard;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import sh.fanout.Fanout;
import sh.fanout.catalog.EventTypes;
import sh.fanout.dashboard.deadletters.DeadLetterPages;
import sh.fanout.dashboard.events.EventPages;
import sh.fanout.dashboard.lanes.LanePages;
import sh.fanout.dashboard.operations.OperationPages;
import sh.fanout.dashboard.overview.OverviewPages;
import sh.fanout.dashboard.page.Beats;
import sh.fanout.dashboard.page.House;
import sh.fanout.dashboard.page.Pages;
import sh.fanout.dashboard.page.Renderer;
import sh.fanout.dashboard.replays.ReplayPages;
import sh.fanout.dashboard.subscriptions.SubscriptionPages;
import sh.fanout.dashboard.types.EventTypePages;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.lane.Lanes;
import sh.fanout.log.Events;
import sh.fanout.operation.Operations;
import sh.fanout.spring.FanoutProperties;
import sh.fanout.spring.Instance;
import sh.fanout.spring.access.AccessAutoConfiguration;
import sh.fanout.spring.access.Guard;
import sh.fanout.spring.mode.TemporalServer;
import sh.fanout.subscription.Subscriptions;
import sh.fanout.subscription.Trials;

/** Adds the pages to an application that has Fanout and Spring MVC. */
@AutoConfiguration(after = AccessAutoConfiguration.class)
@ConditionalOnBean(Guard.class)
@ConditionalOnProperty(name = "fanout.dashboard.enabled", matchIfMissing = true)
@EnableConfigurationProperties(DashboardProperties.class)
public class DashboardAutoConfiguration {

    @Bean
    House fanoutHouse(
            FanoutProperties properties,
            DashboardProperties dashboard,
            ObjectProvider<TemporalServer> server,
            Environment environment) {
        return new House(
                properties.bus(),
                environment.getProperty("spring.temporal.namespace", "default"),
                Optional.ofNullable(dashboard.temporalUi())
                        .or(() -> server.stream()
                                .map(TemporalServer::webUi)
                                .filter(Objects::nonNull)
                                .findFirst())
                        .orElse(null),
                properties.access().readOnly());
    }

    @Bean
    Pages fanoutDashboard(
            Guard guard,
            House house,
            Instance instance,
            Fanout fanout,
            EventTypes types,
            Events events,
            Subscriptions subscriptions,
            Trials trials,
            DeadLetters deadLetters,
            Operations operations,
            Lanes lanes) {
        var beats = new Beats(() -> instance.engine().get().isPresent(), deadLetters, lanes);
        var pages = Stream.of(
                        new OverviewPages(events, types, subscriptions, deadLetters, lanes).pages(),
                        new EventPages(events, types, deadLetters, subscriptions).pages(),
                        new EventTypePages(types, events, subscriptions, trials, fanout).pages(),
                        new SubscriptionPages(subscriptions).pages(),
                        new LanePages(lanes).pages(),
                        new DeadLetterPages(deadLetters, events, types, subscriptions, trials, operations).pages(),
                        new OperationPages(operations).pages(),
                        new ReplayPages(events, types, subscriptions, operations).pages())
                .flatMap(List::stream)
                .toList();
        return new Pages(guard, new Renderer(house, beats), pages);
    }

    @Bean
    RouterFunction<ServerResponse> fanoutPages(Pages dashboard, House house) {
        return dashboard.routes(house.readOnly());
    }

    /** Asked last but for the application's files: its controllers may have something below the path of the dashboard. */
    @Bean(autowireCandidate = false)
    HandlerMapping fanoutNowhere(Pages dashboard) {
        var mapping = new RouterFunctionMapping(dashboard.nowhere());
        mapping.setOrder(Ordered.LOWEST_PRECEDENCE - 2);
        return mapping;
    }
}
