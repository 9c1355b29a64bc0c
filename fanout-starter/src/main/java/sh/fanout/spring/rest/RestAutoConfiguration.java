package sh.fanout.spring.rest;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.Fanout;
import sh.fanout.catalog.EventTypes;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.lane.Lanes;
import sh.fanout.log.Events;
import sh.fanout.operation.Operations;
import sh.fanout.spring.FanoutAutoConfiguration;
import sh.fanout.spring.FanoutProperties;
import sh.fanout.subscription.Subscriptions;
import sh.fanout.subscription.Trials;

/** Adds the endpoints to an application that has Spring MVC. */
@AutoConfiguration(after = FanoutAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnBean({
    Fanout.class,
    Events.class,
    Subscriptions.class,
    Lanes.class,
    DeadLetters.class,
    Trials.class,
    EventTypes.class,
    Operations.class
})
@ConditionalOnProperty(name = "fanout.rest.enabled", matchIfMissing = true)
public class RestAutoConfiguration {

    /** The filter that Spring Security guards requests with; its classes alone guard nothing. */
    private static final String SECURITY = "springSecurityFilterChain";

    @Bean
    RouterFunction<ServerResponse> fanoutRoutes(
            FanoutProperties properties,
            Fanout fanout,
            Events events,
            Subscriptions subscriptions,
            Lanes lanes,
            DeadLetters deadLetters,
            Trials trials,
            EventTypes eventTypes,
            Operations operations,
            ListableBeanFactory beans) {
        var gate = properties.rest().remote() || beans.containsBean(SECURITY) ? Gate.open() : Gate.loopback();
        var eventsResource = new EventsResource(fanout, events);
        return new RestRoutes(
                        gate,
                        eventsResource,
                        new ResultsResource(fanout, eventsResource),
                        new SubscriptionsResource(subscriptions),
                        new LanesResource(lanes),
                        new DeadLettersResource(deadLetters),
                        new TrialsResource(trials, events),
                        new StatsResource(events),
                        new EventTypesResource(eventTypes),
                        new OperationsResource(operations))
                .routes();
    }
}
