package sh.fanout.spring.access;

import java.time.Clock;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.DispatcherServlet;
import sh.fanout.Fanout;
import sh.fanout.spring.FanoutAutoConfiguration;
import sh.fanout.spring.FanoutProperties;

/** Guards what Fanout adds to an application that has Spring MVC. */
@AutoConfiguration(after = FanoutAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnBean(Fanout.class)
public class AccessAutoConfiguration {

    @Bean
    Guard fanoutGuard(Gate gate, ApplicationEventPublisher publisher) {
        return new Guard(gate, new Audit(publisher, Clock.systemUTC()));
    }

    @Bean
    @ConditionalOnMissingBean
    Gate fanoutGate(FanoutProperties properties) {
        return gate(properties);
    }

    private static Gate gate(FanoutProperties properties) {
        return properties.access().remote() ? Gate.open() : Gate.loopback();
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
            return beans.containsBean(FILTER) ? new RoleGate(properties.access().roles()) : gate(properties);
        }
    }
}
