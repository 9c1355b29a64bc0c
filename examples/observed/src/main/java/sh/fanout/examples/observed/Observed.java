package sh.fanout.examples.observed;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;
import sh.fanout.Event;
import sh.fanout.Fanout;
import sh.fanout.PublishOptions;
import sh.fanout.Subscribe;
import sh.fanout.subscription.DeliveryContext;

/** An order that is shipped, and a customer who is told: two events, three handlers, one trace. */
@SpringBootApplication
public class Observed {

    @Event("order.created")
    record OrderCreated(String orderId) {}

    @Event("order.shipped")
    record OrderShipped(String orderId) {}

    @Component
    static class Shop {

        private final Logger logger = LoggerFactory.getLogger(Shop.class);
        private final Fanout fanout;

        Shop(Fanout fanout) {
            this.fanout = fanout;
        }

        @Subscribe("send-receipt")
        void sendReceipt(OrderCreated order) {
            logger.info("receipt for {}", order.orderId());
        }

        @Subscribe("ship")
        void ship(OrderCreated order, DeliveryContext context) { // what it publishes joins the trace of the order
            var once = PublishOptions.defaults().idempotencyKey(context.deliveryId());
            fanout.publish(new OrderShipped(order.orderId()), once);
        }

        @Subscribe("tell-customer")
        void tellCustomer(OrderShipped order) {
            logger.info("{} is on its way", order.orderId());
        }
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Observed.class, arguments);
    }
}
