package sh.fanout.spring.rest;

import java.time.Clock;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
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
            Gate gate,
            ApplicationEventPublisher publisher) {
        var endpoints = new Resources(
                        fanout, events, subscriptions, lanes, deadLetters, trials, eventTypes, operations, erasures)
                .endpoints(properties.rest().readOnly());
        var audit = new Audit(publisher, Clock.systemUTC());
        return new RestRoutes(gate, audit, DescriptionResource.described(endpoints, gate)).routes();
    }

    @Bean
    FilterRegistrationBean<NoForms> fanoutNoForms() {
        var registration = new FilterRegistrationBean<>(new NoForms());
        registration.addUrlPatterns(RestRoutes.BASE + "/*");
        return registration;
    }

    @Bean
    @ConditionalOnMissingBean
    Gate fanoutGate(FanoutProperties properties) {
        return gate(properties);
    }

    private static Gate gate(FanoutProperties properties) {
        return properties.rest().remote() ? Gate.open() : Gate.loopback();
    }

    /** Registered first, so that the gate above is only there without Spring Security. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SecurityContextHolder.class)
    static class WithSecurity {

        /** The filter that Spring Security guards requests with; its classes alone guard nothing. */
        private static final String FILTER = "springSecurityFilterChain";

        @Bean
        @ConditionalOnMissingBean
        Gate fanoutGate(FanoutProperties properties, ListableBeanFactory beans) {
            return beans.containsBean(FILTER) ? new RoleGate(properties.rest().roles()) : gate(properties);
        }
    }
}
