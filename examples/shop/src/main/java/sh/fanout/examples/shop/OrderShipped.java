package sh.fanout.examples.shop;

import sh.fanout.Event;

/** A parcel is on its way. */
@Event(value = "order.shipped", description = "A parcel is on its way")
public record OrderShipped(String orderId, String parcel) {}
