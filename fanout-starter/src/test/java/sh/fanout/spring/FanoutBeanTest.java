package sh.fanout.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.context.annotation.Bean;
import sh.fanout.EventType;
import sh.fanout.Fanout;

/** What an application puts around the bean that publishes. */
class FanoutBeanTest {

    record Note(String text) {}

    @OnlyFanout
    static class Watched {

        private final List<Object> published = new ArrayList<>();

        @Bean
        static DefaultAdvisorAutoProxyCreator aspects() {
            var aspects = new DefaultAdvisorAutoProxyCreator();
            aspects.setProxyTargetClass(true);
            return aspects;
        }

        @Bean
        EventType<Note> note() {
            return EventType.of("note.written", Note.class);
        }

        @Bean
        Advisor watch() {
            var publish = new NameMatchMethodPointcut();
            publish.addMethodName("publish");
            publish.setClassFilter(Fanout.class::isAssignableFrom);
            return new DefaultPointcutAdvisor(publish, (MethodInterceptor) call -> {
                published.add(call.getArguments()[0]);
                return call.proceed();
            });
        }
    }

    @Test
    void canHaveAspectsAroundIt() {
        try (var application = Starts.start(Watched.class, "spring.application.name=notes")) {
            var note = new Note("hello");

            var publication = application.getBean(Fanout.class).publish(note);

            assertThat(publication.eventId()).isNotBlank();
            assertThat(application.getBean(Watched.class).published).containsExactly(note);
        }
    }
}
