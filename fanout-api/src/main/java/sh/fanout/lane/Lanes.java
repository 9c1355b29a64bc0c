package sh.fanout.lane;

import java.util.List;

/**
 * The operator's view of ordering keys that wait because a delivery failed, and the two ways to let them go on.
 *
 * <p>Only subscriptions that say {@link sh.fanout.OnFailure#PARK_KEY} or {@link sh.fanout.OnFailure#BLOCK_KEY} hold a key,
 * and each only for itself. What holds it is named by its event, so that nobody skips the next one by mistake: of two
 * operators who act at once, the later one is told that there is nothing left to decide.
 *
 * <p>Safe for use by any number of threads. Every method throws {@link sh.fanout.FanoutException}: {@code FANOUT-011} if
 * the store of the event log does not answer, {@code FANOUT-006} if Temporal does not.
 */
public interface Lanes {

    /** How many blocked keys a list has at most. */
    int MAX_LISTED = 200;

    /** The keys that wait, those first that wait longest; at most {@value #MAX_LISTED}. The log follows by moments. */
    List<BlockedKey> blocked();

    /**
     * Has a delivery that holds its key tried again now, with all attempts of its policy.
     *
     * @param who who says so, for the others; at most 100 bytes
     * @param why the reason, for the others; at most 500 bytes
     * @throws sh.fanout.FanoutException ({@code FANOUT-202}) if the log does not know the event, ({@code FANOUT-205}) if the
     *     delivery does not hold its key or is being tried at this moment, ({@code FANOUT-201}) if {@code who} or
     *     {@code why} is blank or too long
     */
    void retry(String eventId, String subscription, String who, String why);

    /**
     * Ends a keyed delivery as failed, whether it waits or is being tried, so that the next event of its key follows. A
     * handler that runs is interrupted, and may be at work for some seconds more beside the next one.
     *
     * @param who who says so, for the others; at most 100 bytes
     * @param why the reason, for the others; at most 500 bytes
     * @throws sh.fanout.FanoutException as {@link #retry}, but not because it is being tried
     */
    void skip(String eventId, String subscription, String who, String why);
}
