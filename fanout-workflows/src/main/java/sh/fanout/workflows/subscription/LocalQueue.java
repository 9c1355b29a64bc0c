package sh.fanout.workflows.subscription;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.subscription.DeliveryContext;
import sh.fanout.subscription.KeyRateLimit;
import sh.fanout.subscription.Pause;
import sh.fanout.subscription.RetryLaterException;
import sh.fanout.subscription.SubscriptionLimits;
import sh.fanout.workflows.temporal.FanoutJson;

/** The valve of one queue within this process. */
final class LocalQueue {

    private static final Duration BACK_INTO_THE_QUEUE = Duration.ofSeconds(1);

    private final PacedSlots slots;
    private volatile @Nullable Pause pause;
    private volatile @Nullable KeyLimit perKey;

    LocalQueue(SubscriptionLimits limits) {
        slots = new PacedSlots(limits.concurrency());
        apply(limits);
    }

    private record KeyLimit(KeyRateLimit limit, KeyPacer pacer) {}

    PacedSlots slots() {
        return slots;
    }

    void apply(SubscriptionLimits limits) {
        slots.keepTo(Pace.of(limits.rate()));
        var limit = limits.perKey();
        perKey = limit == null ? null : new KeyLimit(limit, new KeyPacer(limit.policy()));
    }

    QueueState pause(Pause pause) {
        this.pause = pause;
        slots.shut();
        return state();
    }

    QueueState resume() {
        pause = null;
        slots.open();
        return state();
    }

    QueueState state() {
        return new QueueState(pause, null, 1, Instant.now());
    }

    /**
     * Puts off a delivery whose turn has not come, or that a poll brought which was open when the pause began.
     *
     * @throws RetryLaterException to put it off
     */
    void admit(DeliveryContext delivery) {
        if (pause != null) {
            throw new RetryLaterException(BACK_INTO_THE_QUEUE, "the subscription is paused");
        }
        var limited = perKey;
        if (limited != null) {
            var key = LimitKey.of(
                    limited.limit(), FanoutJson.MAPPER.readTree(delivery.event().payload()));
            var wait = limited.pacer().untilTurn(key, delivery.deliveryId(), System.nanoTime());
            if (!wait.isZero()) {
                throw new RetryLaterException(
                        wait,
                        "the limit of %s '%s' is used up"
                                .formatted(limited.limit().key(), key));
            }
        }
    }
}
