package sh.fanout.examples.replay;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
import sh.fanout.Subscribe;
import sh.fanout.log.EventSelection;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedEvent;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan.Replay;
import sh.fanout.operation.Operations;
import sh.fanout.subscription.DeliveryContext;

/** Counts revenue by country, and counts it again from the start. */
@SpringBootApplication
public class Revenue {

    private static final Logger logger = LoggerFactory.getLogger(Revenue.class);

    @Event("order.paid")
    public record OrderPaid(String orderId, String country, BigDecimal amount) {}

    @Component
    static class ByCountry {
        final Map<String, BigDecimal> revenue = new ConcurrentHashMap<>();

        @Subscribe("count-revenue")
        void count(OrderPaid order, DeliveryContext context) {
            revenue.merge(order.country(), order.amount(), BigDecimal::add);
            logger.info("{} {}: {}", context.replay() == null ? "live" : "again", order.orderId(), revenue);
        }
    }

    @Service
    static class Correction {
        private final Operations operations;

        Correction(Operations operations) {
            this.operations = operations;
        }

        void countAgain(Instant from) { // or in the dashboard
            var orders = EventSelection.ALL.ofType("order.paid").since(from);
            var plan = Replay.of(orders).to("count-revenue").again(); // it has had them all
            var id = operations.draft(plan, OperationPace.defaults().perSecond(50), "alice", "countries were mixed up");
            operations.start(id, "alice", "countries were mixed up"); // or look at the draft first
        }
    }

    @Bean
    ApplicationRunner countTwice(Fanout fanout, Events events, ByCountry countries, Correction correction) {
        return arguments -> {
            var begun = Instant.now();
            var orders = List.of(order("o-1", "AT"), order("o-2", "DE"), order("o-3", "AT"));
            for (var order : orders) {
                var event = fanout.publish(order).eventId();
                while (events.find(event).map(LoggedEvent::settled).isEmpty()) {
                    Thread.sleep(100); // a replay takes what the log has
                }
            }
            countries.revenue.clear();
            correction.countAgain(begun);
        };
    }

    private static OrderPaid order(String id, String country) {
        return new OrderPaid(id, country, BigDecimal.TEN);
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Revenue.class, arguments);
    }
}
