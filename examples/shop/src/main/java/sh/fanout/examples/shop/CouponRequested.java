package sh.fanout.examples.shop;

import sh.fanout.Event;
import sh.fanout.RateLimit;

/** Somebody wants a coupon; the shop gives away three in any twenty seconds. */
@Event(
        value = "coupon.requested",
        description = "Somebody wants a coupon",
        rateLimit = @RateLimit(limit = 3, window = "20s"))
public record CouponRequested(String customerId) {}
