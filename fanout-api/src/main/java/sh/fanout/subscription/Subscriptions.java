package sh.fanout.subscription;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator's view of the subscriptions of the bus: how far each is behind, the switch that pauses it, and the end of
 * those that nobody serves.
 *
 * <p>A pause holds for every instance, in whichever language, and outlives them all; only in the embedded mode it ends with
 * the process. It keeps the deliveries waiting and spends none of their attempts; the lives of the events run
 * on, so that a pause of more than seven days lets the oldest expire. Pausing
 * and resuming take effect within 1 to 5 seconds, and what a worker has already begun runs to its end. Of two operators who
 * act at once, the later one wins.
 *
 * <p>Safe for use by any number of threads. Every method throws {@link sh.fanout.FanoutException}: {@code FANOUT-006} if
 * Temporal does not answer, {@code FANOUT-202} for a subscription that the bus does not have, {@code FANOUT-204} if Temporal
 * refuses the request or its server is too old for it.
 */
public interface Subscriptions {

    /** All subscriptions that were ever declared, in the order of their ids. */
    List<SubscriptionState> list();

    /** Those of the subscriptions that the bus has, in the order of the ids. */
    List<SubscriptionState> list(Collection<String> ids);

    /** One subscription. */
    SubscriptionState get(String id);

    /**
     * Holds back all deliveries until the subscription is resumed; else as {@link #pause(String, String, String, Instant)}.
     *
     * @param who who says so, for the others; at most 100 bytes
     * @param why the reason, for the others; at most 500 bytes
     * @return the state with the pause
     */
    default SubscriptionState pause(String id, String who, String why) {
        return pause(id, who, why, null);
    }

    /**
     * Holds back all deliveries until a time, or until the subscription is resumed. Of one that is paused, it replaces the
     * pause.
     *
     * @param who who says so, for the others; at most 100 bytes
     * @param why the reason, for the others; at most 500 bytes
     * @param until when it ends by itself: within seconds after, and later the more subscriptions an instance serves, about
     *     25 seconds for 100 of them; {@code null} for never
     * @return the state with the pause
     * @throws sh.fanout.FanoutException ({@code FANOUT-201}) also if {@code who} or {@code why} is blank or too long, or
     *     {@code until} is past
     */
    SubscriptionState pause(String id, String who, String why, @Nullable Instant until);

    /**
     * Lets the deliveries go on, at the declared rate. Of one that is not paused, it changes nothing else.
     *
     * @param who who says so, for the others; at most 100 bytes
     * @param why the reason, for the others; at most 500 bytes
     * @return the state without the pause
     * @throws sh.fanout.FanoutException ({@code FANOUT-201}) also if {@code who} or {@code why} is blank or too long
     */
    SubscriptionState resume(String id, String who, String why);

    /**
     * Lets a subscription receive no further events, such as one whose service is gone for good. What it has been selected
     * for already waits on, until it expires. An instance that declares it again revives it. Of one that has retired, it
     * changes nothing.
     *
     * @param who who says so, for the others; at most 100 bytes
     * @param why the reason, for the others; at most 500 bytes
     * @return the state of the retired subscription
     * @throws sh.fanout.FanoutException ({@code FANOUT-201}) also if {@code who} or {@code why} is blank or too long;
     *     {@code FANOUT-205} if somebody serves it, or has within two minutes
     */
    SubscriptionState retire(String id, String who, String why);
}
