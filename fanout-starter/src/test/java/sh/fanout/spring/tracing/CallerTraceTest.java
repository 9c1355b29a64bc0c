package sh.fanout.spring.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.test.simple.SimpleTracer;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TracingTest {

    private static final String CALLERS = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(TracingAutoConfiguration.class));

    @Test
    void takesTheCurrentSpanOfTheTracer() {
        var tracer = new SimpleTracer();
        application.withBean(Tracer.class, () -> tracer).run(context -> {
            var trace = context.getBean(CurrentTrace.class);
            assertThat(trace.traceparent()).isNull();

            var span = tracer.nextSpan().start();
            span.context().setTraceId("8448eb211c80319c");
            span.context().setSpanId("b7ad6b7169203331");
            span.context().setSampled(true);
            try (var scope = tracer.withSpan(span)) {
                assertThat(scope).isNotNull();
                assertThat(CallerTrace.within(CALLERS, trace::traceparent))
                        .isEqualTo("00-00000000000000008448eb211c80319c-b7ad6b7169203331-01");
            }
        });
    }

    @Test
    void takesTheCallersWithoutATracer() {
        application.run(
                context -> assertThat(CallerTrace.within(CALLERS, context.getBean(CurrentTrace.class)::traceparent))
                        .isEqualTo(CALLERS));
    }

    @Test
    void takesTheCallersWithoutMicrometer() {
        application.withClassLoader(new FilteredClassLoader(Tracer.class)).run(context -> {
            var trace = context.getBean(CurrentTrace.class);

            assertThat(CallerTrace.within(CALLERS, trace::traceparent)).isEqualTo(CALLERS);
            assertThat(trace.traceparent()).isNull();
        });
    }

    @Test
    void doesNotBelieveWhatIsNoTraceContext() {
        for (var text : new String[] {
            "",
            "00",
            CALLERS.toUpperCase(Locale.ROOT),
            CALLERS + "-x",
            CALLERS.replaceFirst("00", "ff"),
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01"
        }) {
            assertThat(CallerTrace.within(text, CallerTrace::current)).as(text).isNull();
        }
    }
}
