package sh.fanout.spring.rest;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.Fanout;
import sh.fanout.catalog.EventTypes;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.erasure.Erasures;
import sh.fanout.lane.Lanes;
import sh.fanout.log.Events;
import sh.fanout.operation.Operations;
import sh.fanout.spring.FanoutProperties;
import sh.fanout.spring.access.AccessAutoConfiguration;
import sh.fanout.spring.access.Guard;
import sh.fanout.subscription.Subscriptions;
import sh.fanout.subscription.Trials;

/** Adds the endpoints to an application that has Spring MVC. */
@AutoConfiguration(after = AccessAutoConfiguration.class)
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
    Operations.class,
    Erasures.class
})
@ConditionalOnProperty(name = "fanout.rest.enabled", matchIfMissing = true)
public class RestAutoConfiguration {

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
            Erasures erasures,
            Guard guard) {
        var endpoints = new Resources(
                        fanout, events, subscriptions, lanes, deadLetters, trials, eventTypes, operations, erasures)
                .endpoints(properties.access().readOnly());
        return new RestRoutes(guard, DescriptionResource.described(endpoints, guard::asksFor)).routes();
    }

    @Bean
    FilterRegistrationBean<NoForms> fanoutNoForms() {
        var registration = new FilterRegistrationBean<>(new NoForms());
        registration.addUrlPatterns(RestRoutes.BASE + "/*");
        return registration;
    }
}
