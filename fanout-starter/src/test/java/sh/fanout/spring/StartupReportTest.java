package sh.fanout.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import sh.fanout.EventType;
import sh.fanout.Retry;
import sh.fanout.Subscribe;
import sh.fanout.spring.access.AccessAutoConfiguration;
import sh.fanout.spring.rest.RestAutoConfiguration;
import sh.fanout.subscription.Subscription;

@ExtendWith(OutputCaptureExtension.class)
class StartupReportTest {

    /** Others write to the log as well: contexts of other tests that are still open, and the SDK. */
    private static final String NEXT_LINE_OF_THE_LOG = "(?s)\n\\d{4}-\\d{2}-\\d{2}T.*";

    record OrderCreated(String id) {}

    record OrderRefunded(String id) {}

    @OnlyFanout
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        AccessAutoConfiguration.class,
        RestAutoConfiguration.class
    })
    static class Shop {

        @Bean
        EventType<OrderCreated> created() {
            return EventType.of("order.created", OrderCreated.class);
        }

        @Bean
        EventType<OrderRefunded> refunded() {
            return EventType.of("order.refunded", OrderRefunded.class);
        }

        @Subscribe(value = "send-receipt", events = "order.created", retry = @Retry(attempts = 12))
        void sendReceipt(OrderCreated order) {}

        @Bean
        Subscription<OrderCreated> reserve() {
            return Subscription.to(EventType.view("order.created", OrderCreated.class))
                    .id("reserve-stock")
                    .place("Stock.reserve")
                    .handler((order, context) -> null);
        }

        @Subscribe(value = "book", events = "invoice.payed")
        void book(OrderCreated order) {}
    }

    @Test
    void sumsUpTheStart(CapturedOutput output, @TempDir Path folder) {
        try (var shop = Starts.start(
                Shop.class,
                builder -> builder.web(WebApplicationType.SERVLET),
                "server.port=0",
                "server.servlet.context-path=/shop",
                "spring.application.name=shop",
                "fanout.build=1.4.0",
                "fanout.data-dir=" + folder,
                "logging.level.sh.fanout=info")) {
            var port = shop.getEnvironment().getProperty("local.server.port");
            var text = output.getOut();
            assertThat(text.substring(text.indexOf("Fanout is up"))
                            .replace("\r", "")
                            .replaceFirst(NEXT_LINE_OF_THE_LOG, "\n")
                            .replace(folder.toString(), "data")
                            .replace(":" + port + "/", ":8080/"))
                    .isEqualTo("""
                            Fanout is up

                              service    shop, build 1.4.0
                              engine     embedded (in memory, lost at exit)
                              event log  SQLite at data/embedded-events.db, keeps events for 30 days
                              REST       http://localhost:8080/shop/fanout/api/v1/events
                              Web UI     none

                              EVENT           SUBSCRIPTION   METHOD                          ATTEMPTS
                              invoice.payed   book           Shop.book(OrderCreated)         5
                              order.created   reserve-stock  Stock.reserve                   5
                                              send-receipt   Shop.sendReceipt(OrderCreated)  12
                              order.refunded  nobody

                              ! Fanout is NOT DURABLE here: the embedded Temporal forgets every event when this process ends. Install the Temporal CLI for development, or set spring.temporal.connection.target.
                              ! Nobody subscribes to order.refunded: its events are logged, and go nowhere.
                                Write @Subscribe on a bean method that takes OrderRefunded, here or in another service.
                              ! No service has defined invoice.payed, so nothing can arrive.
                                Check its spelling in @Subscribe(events = …), or start the service that publishes it.

                            """);
        }
    }

    @Test
    void isSilentOnDemand(CapturedOutput output) {
        try (var shop = Starts.start(Shop.class, "fanout.report=false", "logging.level.sh.fanout=info")) {
            assertThat(shop.isRunning()).isTrue();
            assertThat(output.getOut())
                    .contains("Fanout runs in mode embedded, because")
                    .doesNotContain("Fanout is up");
        }
    }
}
