package sh.fanout.examples.eventlog;

import java.math.BigDecimal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import sh.fanout.Event;
import sh.fanout.Fanout;
import sh.fanout.PublishOptions;
import sh.fanout.Subscribe;
import sh.fanout.filter.Filter;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventSummary;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedEvent;

/** Three orders, of which the log finds one by its key, a tag and an amount. */
@SpringBootApplication
public class Search {

    private static final Logger logger = LoggerFactory.getLogger(Search.class);

    @Event("order.created")
    public record OrderCreated(String orderId, BigDecimal amount) {}

    @Component
    static class Subscribers {

        @Subscribe("send-receipt")
        String send(OrderCreated order) {
            return "sent for " + order.orderId();
        }
    }

    @Service
    static class Orders {
        private final Events events;

        Orders(Events events) {
            this.events = events;
        }

        List<EventSummary> large(String customer) { // as the dashboard finds them
            var large = Filter.field("amount").gte(1000);
            var orders = EventSelection.ALL.ofType("order.*").keyed(customer);
            var wanted = orders.tagged("web").matching(large);
            return events.page(EventQuery.of(wanted)).events();
        }
    }

    @Bean
    ApplicationRunner publishAndLook(Fanout fanout, Events events, Orders orders) {
        return arguments -> {
            var fromTheWeb = PublishOptions.defaults().tags("web").orderingKey("ada");
            fanout.publish(new OrderCreated("o-1", new BigDecimal("12.50")), fromTheWeb);
            fanout.publish(
                    new OrderCreated("o-2", new BigDecimal("2000")),
                    PublishOptions.defaults().orderingKey("ada"));
            var last = fanout.publish(new OrderCreated("o-3", new BigDecimal("3000")), fromTheWeb)
                    .eventId();
            while (events.find(last).map(LoggedEvent::settled).isEmpty()) {
                Thread.sleep(100); // the log follows by moments
            }
            orders.large("ada")
                    .forEach(it -> logger.info(
                            "found {}", events.get(it.id()).envelope().payload()));
        };
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Search.class, arguments);
    }
}
