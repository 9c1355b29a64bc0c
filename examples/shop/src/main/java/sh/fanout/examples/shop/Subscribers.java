package sh.fanout.examples.shop;

import java.math.BigDecimal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import sh.fanout.Fanout;
import sh.fanout.OnFailure;
import sh.fanout.PublishOptions;
import sh.fanout.Retry;
import sh.fanout.Subscribe;
import sh.fanout.subscription.DeliveryContext;

/** What happens when somebody orders: each thing in a durable run of its own. */
@Component
class Subscribers {

    private static final Logger logger = LoggerFactory.getLogger(Subscribers.class);
    private static final BigDecimal SUSPICIOUS = new BigDecimal("900");

    private final Switches switches;
    private final Fanout fanout;

    Subscribers(Switches switches, Fanout fanout) {
        this.switches = switches;
        this.fanout = fanout;
    }

    @Subscribe(value = "send-receipt", retry = @Retry(attempts = 10, maxInterval = "10s"))
    String sendReceipt(OrderCreated order, DeliveryContext context) {
        switches.apply("send-receipt");
        logger.info("receipt for {}, attempt {}", order.orderId(), context.attempt());
        return "sent to " + order.customerId();
    }

    @Subscribe("reserve-stock")
    int reserveStock(OrderCreated order) {
        switches.apply("reserve-stock");
        return order.items().size();
    }

    @Subscribe(value = "check-fraud", filter = """
            {"amount": [{"$gte": 500}]}""")
    String checkFraud(OrderCreated order) {
        switches.apply("check-fraud");
        return order.amount().compareTo(SUSPICIOUS) > 0 ? "suspicious" : "fine";
    }

    @Subscribe(value = "pack-in-berlin", consumerGroup = "packers")
    String packInBerlin(OrderCreated order) {
        switches.apply("pack-in-berlin");
        return "packed in Berlin";
    }

    @Subscribe(value = "pack-in-vienna", consumerGroup = "packers")
    String packInVienna(OrderCreated order) {
        switches.apply("pack-in-vienna");
        return "packed in Vienna";
    }

    @Subscribe("count-sales")
    void countSales(OrderCreated order) {
        switches.apply("count-sales");
    }

    @Subscribe(value = "ship", onFailure = OnFailure.PARK_KEY) // parcels of one customer never overtake each other
    void ship(OrderCreated order, DeliveryContext context) {
        switches.apply("ship");
        // An attempt whose process dies runs again, and must not ship twice.
        fanout.publish(
                new OrderShipped(order.orderId(), "parcel-" + order.orderId()),
                PublishOptions.defaults().idempotencyKey(context.deliveryId()));
    }

    @Subscribe("tell-customer")
    void tellCustomer(OrderShipped shipped) {
        switches.apply("tell-customer");
    }

    @Subscribe("send-coupon")
    String sendCoupon(CouponRequested request) {
        switches.apply("send-coupon");
        return "a coupon for " + request.customerId();
    }
}
