package sh.fanout.spring;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import sh.fanout.ErrorCode;
import sh.fanout.EventType;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;
import sh.fanout.PublishOptions;
import sh.fanout.Subscribe;
import sh.fanout.lane.Lanes;
import sh.fanout.log.Events;
import sh.fanout.workflows.FanoutEngine;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;

@ExtendWith(OutputCaptureExtension.class)
class LifecycleTest {

    private static final String STOP_IS_LOGGED = "logging.level.sh.fanout.workflows.FanoutEngine=info";

    record Order(String id) {}

    static final EventType<Order> ORDER = EventType.of("order", Order.class);

    /** What {@link Slow} saw. */
    static final class Traces {
        final CountDownLatch handling = new CountDownLatch(1);
        final CountDownLatch stopping = new CountDownLatch(1);
        final AtomicReference<String> seen = new AtomicReference<>("nothing");
    }

    /** Stands for a pool of connections. */
    static final class Database implements AutoCloseable {
        volatile boolean open = true;

        @Override
        public void close() {
            open = false;
        }
    }

    @OnlyFanout
    static class Slow {

        @Bean
        Traces traces() {
            return new Traces();
        }

        @Bean
        Database database() {
            return new Database();
        }

        @Bean
        EventType<Order> order() {
            return ORDER;
        }

        @Bean
        Handler handler(Traces traces, Database database, Fanout fanout) {
            return new Handler(traces, database, fanout);
        }
    }

    record Handler(Traces traces, Database database, Fanout fanout) {

        @Subscribe(value = "slow", events = "order")
        void on(Order order) throws InterruptedException {
            traces.handling.countDown();
            var stopping = order.id().equals("again") || traces.stopping.await(120, SECONDS);
            var published = order.id().equals("again")
                    ? ""
                    : fanout.publish(ORDER, new Order("again"), PublishOptions.defaults())
                            .eventId();
            traces.seen.set("stopping %s, database open %s, published %s"
                    .formatted(stopping, database.open, !published.isEmpty()));
        }
    }

    @Test
    void letsAHandlerFinishBeforeWhatItUsesIsClosed(CapturedOutput output) throws Exception {
        var context = Starts.start(Slow.class, STOP_IS_LOGGED);
        var traces = context.getBean(Traces.class);
        var database = context.getBean(Database.class);
        var fanout = context.getBean(Fanout.class);
        fanout.publish(ORDER, new Order("o-1"), PublishOptions.defaults());
        assertThat(traces.handling.await(60, SECONDS)).isTrue();
        var lanes = context.getBean(Lanes.class);
        assertThat(lanes.blocked()).isEmpty();

        onStop(traces.stopping::countDown);
        context.close();

        assertThat(lanes).hasToString("the Lanes of the engine that runs");
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(lanes::blocked)
                .matches(e -> e.code() == ErrorCode.NOT_RUNNING);
        assertThat(traces.seen.get()).startsWith("stopping true, database open true");
        assertThat(output.getOut())
                .containsOnlyOnce("Fanout stops: handlers are running (1), and have PT20S to finish")
                .containsOnlyOnce("Fanout has stopped, in PT")
                .doesNotContain("interrupted");
        assertThat(database.open).isFalse();
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> fanout.publish(ORDER, new Order("late"), PublishOptions.defaults()))
                .matches(e -> e.code() == ErrorCode.NOT_RUNNING)
                .withMessageContaining("after it has stopped");
    }

    /** A handler that ends before Fanout says that it stops may not be among those that it counts. */
    private static void onStop(Runnable action) {
        var lines = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent line) {
                if (line.getMessage().startsWith("Fanout stops")) {
                    action.run();
                }
            }
        };
        lines.start();
        ((Logger) LoggerFactory.getLogger(FanoutEngine.class)).addAppender(lines);
    }

    @Test
    void interruptsAHandlerThatTakesTooLongAndSaysSo(CapturedOutput output) throws Exception {
        var context = Starts.start(Endless.class, STOP_IS_LOGGED, "fanout.drain-timeout=100ms");
        context.getBean(Fanout.class).publish(ORDER, new Order("o-1"), PublishOptions.defaults());
        assertThat(Endless.handling.await(60, SECONDS)).isTrue();

        context.close();

        assertThat(output.getOut())
                .containsOnlyOnce("handlers are running (1), and have PT0.1S to finish")
                .contains(": it has interrupted the handlers that were still running");
    }

    @Test
    void leavesNoThreadsAndNoFilesBehind(CapturedOutput output) {
        var bus = "bus-that-ends";
        var context = Starts.start(Slow.class, STOP_IS_LOGGED, "fanout.bus=" + bus);
        var folder = context.getBean(DataFolder.class).path();
        assertThat(threadsOf(bus)).isNotEmpty();
        assertThat(folder).exists();

        context.close();

        await().until(() -> threadsOf(bus).isEmpty());
        assertThat(folder).doesNotExist();
        assertThat(output.getOut()).containsOnlyOnce("Fanout stops, and no handler is running");
    }

    @OnlyFanout
    @ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class})
    static class Web {}

    @Test
    void stopsWhenTheWebServerCannotStart() throws Exception {
        var bus = "bus-without-port";
        try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[4]))) {
            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(() -> Starts.start(
                            Web.class,
                            builder -> builder.web(WebApplicationType.SERVLET),
                            "server.port=" + taken.getLocalPort(),
                            "fanout.bus=" + bus));
        }

        await().until(() -> threadsOf(bus).isEmpty());
    }

    @Test
    void canBeSwitchedOff() {
        try (var context = Starts.start(Slow.class, "fanout.enabled=false", "spring.main.lazy-initialization=true")) {
            assertThat(context.getBeanNamesForType(Fanout.class)).isEmpty();
            assertThat(context.getBeanNamesForType(Events.class)).isEmpty();
        }
    }

    @OnlyFanout
    static class Endless {

        static final CountDownLatch handling = new CountDownLatch(1);

        @Bean
        EventType<Order> order() {
            return ORDER;
        }

        @Subscribe(value = "endless", events = "order")
        void on(Order order) throws InterruptedException {
            handling.countDown();
            new CountDownLatch(1).await();
        }
    }

    @OnlyFanout
    static class OwnLog {

        static Path file = Path.of("unset");

        @Bean
        EventLog ownLog() {
            return SqliteEventLog.open(file);
        }
    }

    @Test
    void usesAnEventLogOfTheApplication(@TempDir Path folder) {
        OwnLog.file = folder.resolve("own.db");
        try (var context = Starts.start(OwnLog.class)) {
            assertThat(context.getBean(EventLog.class)).isSameAs(context.getBean("ownLog"));
            assertThat(context.getBean(DataFolder.class).path().resolve("embedded-events.db"))
                    .doesNotExist();
            assertThat(Files.exists(OwnLog.file)).isTrue();
        }
    }

    @OnlyFanout
    static class OwnFanout {

        @Bean
        Fanout testDouble() {
            return mock(Fanout.class);
        }
    }

    @Test
    void makesWayForATestDouble() {
        try (var context = Starts.start(OwnFanout.class)) {
            assertThat(context.getBean(Fanout.class)).isSameAs(context.getBean("testDouble"));
        }
    }

    private static List<String> threadsOf(String bus) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains(bus))
                .toList();
    }
}
