package sh.fanout.examples.shop;

import java.math.BigDecimal;
import java.util.List;
import sh.fanout.Event;

/** A customer has ordered. */
@Event(value = "order.created", description = "A customer has ordered")
public record OrderCreated(String orderId, String customerId, BigDecimal amount, List<String> items) {}
