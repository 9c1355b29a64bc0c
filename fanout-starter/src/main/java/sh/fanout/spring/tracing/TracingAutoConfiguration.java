package sh.fanout.spring.tracing;

import io.micrometer.tracing.Tracer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses where events get their trace context from. */
@AutoConfiguration
@ConditionalOnProperty(name = "fanout.enabled", matchIfMissing = true)
public class TracingAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    CurrentTrace fanoutCurrentTrace() {
        return CallerTrace::current;
    }

    /** Registered first, so that the bean above is only there without Micrometer. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Tracer.class)
    static class WithMicrometer {

        @Bean
        @ConditionalOnMissingBean
        CurrentTrace fanoutCurrentTrace(ObjectProvider<Tracer> tracers) {
            var tracer = tracers.getIfUnique();
            return tracer == null ? CallerTrace::current : new TracerTrace(tracer);
        }
    }
}
