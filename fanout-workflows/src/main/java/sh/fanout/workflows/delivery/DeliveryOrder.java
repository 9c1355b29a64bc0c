package sh.fanout.workflows.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.selection.Recipient;
import sh.fanout.workflows.temporal.Carried;

/**
 * What a delivery starts with.
 *
 * @param deliveryId stable across attempts and rounds
 * @param recipient who receives the event
 * @param event the event, perhaps without its payload
 * @param expires when the event's life ends
 * @param earlier the attempts of the rounds before
 * @param beginWithin how long its handler may take to begin, if somebody else is ready to take it over
 */
public record DeliveryOrder(
        String deliveryId,
        Recipient recipient,
        Carried event,
        Instant expires,
        AttemptLog earlier,
        @Nullable Duration beginWithin) {

    /** How long a delivery may wait for a worker, or be tried again, if nobody has said when the event's life ends. */
    public static final Duration LIFE = Duration.ofDays(7);
}
