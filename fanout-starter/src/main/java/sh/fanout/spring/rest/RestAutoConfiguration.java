package sh.fanout.spring.rest;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import sh.fanout.Fanout;
import sh.fanout.log.Events;
import sh.fanout.spring.FanoutAutoConfiguration;

/** Adds the endpoints to an application that has Spring MVC. */
@AutoConfiguration(after = FanoutAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnBean({Fanout.class, Events.class})
@ConditionalOnProperty(name = "fanout.rest.enabled", matchIfMissing = true)
public class RestAutoConfiguration {

    @Bean
    EventsController fanoutEventsController(Fanout fanout, Events events) {
        return new EventsController(fanout, events);
    }

    @Bean
    Problems fanoutProblems() {
        return new Problems();
    }

    @Bean
    @ConditionalOnMissingClass("org.springframework.security.web.SecurityFilterChain")
    @ConditionalOnProperty(name = "fanout.rest.remote", havingValue = "false", matchIfMissing = true)
    WebMvcConfigurer fanoutLoopbackOnly() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new LoopbackOnly()).addPathPatterns("/fanout/api/**");
            }
        };
    }
}
