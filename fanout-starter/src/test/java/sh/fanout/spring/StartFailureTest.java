package sh.fanout.spring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.Async;
import sh.fanout.Event;
import sh.fanout.EventEnvelope;
import sh.fanout.EventType;
import sh.fanout.Fanout;
import sh.fanout.Retry;
import sh.fanout.Subscribe;
import sh.fanout.workflows.testing.RealParts;
import sh.fanout.workflows.testing.RealTemporal;

/** Each mistake that stops a start, and what a person then reads. */
class StartFailureTest {

    @Test
    void namesAMethodWithAWrongSignature() {
        assertAnalysis(
                Starts.analysis(TwoPayloads.class),
                "FANOUT-003",
                "TwoPayloads.on(Order, String) takes 2 payloads: Order, String",
                "Take one payload");
        assertAnalysis(
                Starts.analysis(NoEvent.class),
                "FANOUT-003",
                "NoEvent.on(Order) takes Order, which is not an event",
                "@Event(\"order.created\") on Order");
        assertAnalysis(
                Starts.analysis(TextForAnEvent.class),
                "FANOUT-003",
                "TextForAnEvent.on(String) takes String, which is not an event",
                "Take the class of an event of this application, such as Created, or EventEnvelope");
        assertAnalysis(
                Starts.analysis(OnlyEnvelope.class),
                "FANOUT-003",
                "OnlyEnvelope.on(EventEnvelope) takes no payload",
                "events = \"order.created\"");
        assertAnalysis(
                Starts.analysis(StaticMethod.class),
                "FANOUT-003",
                "StaticMethod.on(Order) is static or private",
                "not private");
    }

    @Test
    void refusesMethodsThatWouldReturnBeforeTheyAreDone() {
        assertAnalysis(
                Starts.analysis(AsyncMethod.class), "FANOUT-003", "AsyncMethod.on(Order) is @Async", "Remove @Async");
        assertAnalysis(
                Starts.analysis(FutureResult.class), "FANOUT-003", "returns CompletableFuture", "Wait for the result");
    }

    @Test
    void refusesMethodsThatTheProxyOfTheirBeanDoesNotHave() {
        assertAnalysis(
                Starts.analysis(HiddenByProxy.class),
                "FANOUT-003",
                "HiddenByProxy$Bean.on(Order) is behind a proxy",
                "proxyTargetClass = true");
        assertAnalysis(
                Starts.analysis(FinalBehindProxy.class),
                "FANOUT-003",
                "FinalBehindProxy$Bean.on(Order) is final",
                "Remove final");
    }

    @Test
    void namesBothMethodsThatHaveOneId() {
        assertAnalysis(Starts.analysis(SameId.class), "FANOUT-004", "'send-receipt' is declared twice", "Rename one");
        assertThat(Starts.analysis(SameId.class).getDescription())
                .contains("SameId.first(Order)", "SameId.second(Order)");
    }

    @Test
    void namesTheMethodWithABadDuration() {
        assertAnalysis(
                Starts.analysis(BadTimeout.class),
                "FANOUT-003",
                "BadTimeout.on(Order): timeout = \"soon\" is no duration",
                "30s");
        assertAnalysis(
                Starts.analysis(BadInterval.class),
                "FANOUT-003",
                "BadInterval.on(Order): interval = \"soon\" is no duration",
                "30s");
        assertAnalysis(
                Starts.analysis(BadAttempts.class),
                "FANOUT-003",
                "BadAttempts.on(Order): A retry policy cannot have attempts = 0",
                "at least 1");
        assertAnalysis(
                Starts.analysis(MissingPlaceholder.class),
                "FANOUT-003",
                "timeout = \"${shop.timeout}\" has a placeholder that is not set",
                "${name:default}");
    }

    @Test
    void namesTheDefinitionThatCannotBeUsed() {
        assertAnalysis(
                Starts.analysis(BadEventId.class),
                "FANOUT-001",
                "BadEventId$Bad: 'order created' is not an id",
                "order.created");
        assertAnalysis(
                Starts.analysis(Unserialisable.class),
                "FANOUT-002",
                "Unserialisable$Broken cannot be written as JSON: Conflicting getter definitions for property \"id\"",
                "");
        assertAnalysis(
                Starts.analysis(MissingSchemaFile.class),
                "FANOUT-002",
                "The schema 'schemas/none.json' of event type 'lost' is not on the class path",
                "src/main/resources");
        assertAnalysis(Starts.analysis(BadSchema.class), "FANOUT-002", "'odd'", "Did you mean 'required'?");
    }

    @Test
    void saysWhatIsUnclearAboutTheMode() {
        assertAnalysis(
                Starts.analysis(Plain.class, "fanout.mode=clustr"),
                "FANOUT-008",
                "'clustr', which is no mode",
                "'cluster'");
        assertAnalysis(
                Starts.analysis(Plain.class, "fanout.mode=cluster"),
                "FANOUT-008",
                "spring.temporal.connection.target is not set",
                "temporal.internal:7233");
        assertAnalysis(
                Starts.analysis(Plain.class, "spring.temporal.connection.target="),
                "FANOUT-008",
                "set, but empty",
                "fanout.mode=embedded");
    }

    @Test
    void saysWithinSecondsThatTemporalDoesNotAnswer() {
        var port = RealParts.freePort();
        var begin = Instant.now();

        var analysis = Starts.analysis(
                Plain.class, "spring.temporal.connection.target=127.0.0.1:" + port, "spring.application.name=shop");

        assertAnalysis(analysis, "FANOUT-006", "127.0.0.1:" + port, "temporal server start-dev");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(90));
    }

    @Test
    void namesTheFileThatAnotherInstanceHas(@TempDir Path folder) {
        var setting = "fanout.data-dir=" + folder;
        try (var first = Starts.start(Plain.class, setting)) {
            assertThat(first.isRunning()).isTrue();
            assertAnalysis(
                    Starts.analysis(Plain.class, setting),
                    "FANOUT-007",
                    folder.resolve("embedded-events.db").toString(),
                    "fanout.data-dir");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fanout.bus=              | fanout.bus is '', which is no name of a bus   | letters, digits
            fanout.bus=a/b           | fanout.bus is 'a/b', which                    | letters, digits
            fanout.log.retention=0d  | fanout.log.retention is '0d'                  | positive
            fanout.log.retention=-1d | fanout.log.retention is '-1d'                 | forever
            fanout.log.retention=abc | fanout.log.retention is 'abc'                 | such as 30d
            fanout.log.retention=2592000000 | fanout.log.retention is '2592000000'   | at most 36500 days
            fanout.dead-letters.life=86400000 | fanout.dead-letters.life is PT2073600000H | at most 3650 days
            fanout.retirement-grace=60s | fanout.retirement-grace is PT1M            | such as 2m
            fanout.publish-timeout=0s| fanout.publish-timeout is PT0S                | positive
            fanout.drain-timeout=-1s | fanout.drain-timeout is PT-1S                 | 0 or more
            fanout.dev.port=65000    | fanout.dev.port is 65000                      | 64535
            """)
    void namesTheSettingThatHasNoUsableValue(String setting, String problem, String hint) {
        assertAnalysis(Starts.analysis(Plain.class, setting), "FANOUT-010", problem, hint);
    }

    @Test
    void wantsTheNameOfTheServiceWhereThereAreOthers() {
        var temporal =
                "spring.temporal.connection.target=" + RealTemporal.shared().target();

        assertAnalysis(
                Starts.analysis(Plain.class, temporal),
                "FANOUT-010",
                "spring.application.name is not set",
                "all its instances share it");
    }

    @Test
    void namesBothPlacesWhereTwoServicesContradictEachOther() {
        var temporal =
                "spring.temporal.connection.target=" + RealTemporal.shared().target();
        var bus = "fanout.bus=b" + UUID.randomUUID();
        try (var shop = Starts.start(Plain.class, temporal, bus, "spring.application.name=shop")) {
            assertThat(shop.isRunning()).isTrue();

            var analysis = Starts.analysis(
                    Contradicting.class, temporal, bus, "spring.application.name=billing", "fanout.single-node=true");

            assertAnalysis(analysis, "FANOUT-005", "Plain.on(Order) in 'shop'", "Rename one");
            assertThat(analysis.getDescription()).contains("Contradicting.on(Order) in 'billing'");
        }
    }

    @Test
    void wantsAnAddressOfTemporalThatIsNoUrl() {
        assertAnalysis(
                Starts.analysis(Plain.class, "spring.temporal.connection.target=http://localhost:7233"),
                "FANOUT-010",
                "'http://localhost:7233', which is a URL",
                "host:port");
    }

    @Test
    void namesTheFolderThatItCannotUse(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("data"), "no folder");

        assertAnalysis(
                Starts.analysis(Plain.class, "fanout.data-dir=" + file),
                "FANOUT-011",
                "FileAlreadyExistsException: " + file,
                "Set fanout.data-dir to a folder that this process may write");
    }

    @Test
    void saysWhenPublishingIsPossible() {
        assertAnalysis(
                Starts.analysis(PublishesTooEarly.class), "FANOUT-108", "before it has started", "ApplicationRunner");
    }

    private static void assertAnalysis(FailureAnalysis analysis, String code, String problem, String hint) {
        assertThat(analysis.getDescription()).startsWith(code + ": ").contains(problem);
        assertThat(analysis.getAction()).isNotBlank().contains(hint);
    }

    record Order(String id) {
        static final EventType<Order> TYPE = EventType.of("order", Order.class);
    }

    @OnlyFanout
    @Import(Type.class)
    static class Plain {
        @Subscribe(value = "send-receipt", events = "order")
        void on(Order order) {}
    }

    @OnlyFanout
    @Import(Type.class)
    static class Contradicting {
        @Subscribe(value = "send-receipt", events = "order")
        void on(Order order) {}
    }

    static class Type {
        @Bean
        EventType<Order> order() {
            return Order.TYPE;
        }
    }

    @OnlyFanout
    static class TwoPayloads {
        @Subscribe(value = "a", events = "order")
        void on(Order order, String other) {}
    }

    @OnlyFanout
    static class NoEvent {
        @Subscribe("a")
        void on(Order order) {}
    }

    @OnlyFanout
    static class TextForAnEvent {

        @Event("created")
        record Created() {}

        @Bean
        EventType<Created> created() {
            return EventType.of(Created.class);
        }

        @Subscribe("a")
        void on(String text) {}
    }

    @OnlyFanout
    static class OnlyEnvelope {
        @Subscribe("a")
        void on(EventEnvelope event) {}
    }

    @OnlyFanout
    static class StaticMethod {
        @Subscribe(value = "a", events = "order")
        static void on(Order order) {}
    }

    @OnlyFanout
    static class AsyncMethod {
        @Async
        @Subscribe(value = "a", events = "order")
        void on(Order order) {}
    }

    @OnlyFanout
    static class FutureResult {
        @Subscribe(value = "a", events = "order")
        CompletableFuture<String> on(Order order) {
            return CompletableFuture.completedFuture(order.id());
        }
    }

    static class Proxies {
        @Bean
        static DefaultAdvisorAutoProxyCreator proxies() {
            return new DefaultAdvisorAutoProxyCreator();
        }

        @Bean
        static DefaultPointcutAdvisor advisor() {
            MethodInterceptor around = call -> call.proceed();
            return new DefaultPointcutAdvisor(AnnotationMatchingPointcut.forMethodAnnotation(Subscribe.class), around);
        }
    }

    @OnlyFanout
    @Import({Proxies.class, HiddenByProxy.Bean.class})
    static class HiddenByProxy {
        static class Bean implements Runnable {
            @Subscribe(value = "a", events = "order")
            public void on(Order order) {}

            @Override
            public void run() {}
        }
    }

    @OnlyFanout
    @Import({Proxies.class, FinalBehindProxy.Bean.class})
    static class FinalBehindProxy {
        static class Bean {
            @Subscribe(value = "a", events = "order")
            final void on(Order order) {}

            @Subscribe(value = "b", events = "order")
            void other(Order order) {}
        }
    }

    @OnlyFanout
    static class SameId {
        @Subscribe(value = "send-receipt", events = "order")
        void first(Order order) {}

        @Subscribe(value = "send-receipt", events = "order")
        void second(Order order) {}
    }

    @OnlyFanout
    static class BadTimeout {
        @Subscribe(value = "a", events = "order", timeout = "soon")
        void on(Order order) {}
    }

    @OnlyFanout
    static class BadInterval {
        @Subscribe(value = "a", events = "order", retry = @Retry(interval = "soon"))
        void on(Order order) {}
    }

    @OnlyFanout
    static class BadAttempts {
        @Subscribe(value = "a", events = "order", retry = @Retry(attempts = 0))
        void on(Order order) {}
    }

    @OnlyFanout
    static class MissingPlaceholder {
        @Subscribe(value = "a", events = "order", timeout = "${shop.timeout}")
        void on(Order order) {}
    }

    @OnlyFanout
    static class BadEventId {
        @Event("order created")
        record Bad(String id) {}

        @Subscribe("a")
        void on(Bad event) {}
    }

    @OnlyFanout
    static class Unserialisable {
        record Broken(String id) {
            @com.fasterxml.jackson.annotation.JsonProperty("id")
            String one() {
                return id;
            }

            @com.fasterxml.jackson.annotation.JsonProperty("id")
            String two() {
                return id;
            }
        }

        @Bean
        EventType<Broken> broken() {
            return EventType.of("broken", Broken.class);
        }
    }

    @OnlyFanout
    static class MissingSchemaFile {
        @Event(value = "lost", schema = "schemas/none.json")
        record Lost(String id) {}

        @Subscribe("a")
        void on(Lost event) {}
    }

    @OnlyFanout
    static class BadSchema {
        @Bean
        EventType<Order> odd() {
            return EventType.of("odd", Order.class).schema("{\"requird\": [\"id\"]}");
        }
    }

    @OnlyFanout
    @Import(PublishesTooEarly.Bean.class)
    static class PublishesTooEarly {
        static class Bean {
            private final Fanout fanout;

            Bean(Fanout fanout) {
                this.fanout = fanout;
            }

            @PostConstruct
            void publish() {
                fanout.publish(new Order("o-1"));
            }
        }
    }
}
