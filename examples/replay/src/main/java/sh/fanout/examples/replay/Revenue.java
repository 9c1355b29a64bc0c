package sh.fanout.examples.replay;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import sh.fanout.Event;
import sh.fanout.Fanout;
import sh.fanout.Subscribe;
import sh.fanout.log.EventSelection;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan.Replay;
import sh.fanout.operation.Operations;

/** Counts revenue by country, and counts it again from the start. */
@SpringBootApplication
public class Revenue {

    // tag::readme[]
    @Event("order.paid")
    public record OrderPaid(String orderId, String country, BigDecimal amount) {}

    @Component
    static class ByCountry {
        final Map<String, BigDecimal> revenue = new ConcurrentHashMap<>();

        @Subscribe("count-revenue")
        void count(OrderPaid order) {
            revenue.merge(order.country(), order.amount(), BigDecimal::add);
        }
    }

    static String countAgain(Operations operations, Instant from) { // or over HTTP
        var plan = Replay.of(EventSelection.of("order.paid").since(from))
                .to("count-revenue")
                .again(); // it has had them all
        var id = operations.draft(plan, OperationPace.perSecond(50), "alice", "countries were mixed up");
        operations.start(id, "alice", "countries were mixed up"); // or look at the draft first
        return id;
    }
    // end::readme[]

    @Bean
    ApplicationRunner publish(Fanout fanout) {
        return arguments -> {
            fanout.publish(new OrderPaid("o-1", "AT", new BigDecimal("12.50")));
            fanout.publish(new OrderPaid("o-2", "DE", new BigDecimal("20.00")));
            fanout.publish(new OrderPaid("o-3", "AT", new BigDecimal("7.50")));
        };
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Revenue.class, arguments);
    }
}
