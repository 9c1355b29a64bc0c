package sh.fanout.deadletter;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.log.Steps;

/**
 * The operator's view of dead letters, and what can be done about them.
 *
 * <p>A dead letter is known by its event and its subscription. It waits in Temporal, with its own copy of the payload, until
 * somebody acts or it expires; lists are read from the event log, which follows by moments. Of two who act on one letter
 * at once the later one is told who was first.
 *
 * <p>Safe for use by any number of threads. Every method throws {@link FanoutException}: {@code FANOUT-011} if the store of
 * the event log does not answer, {@code FANOUT-006} if Temporal does not.
 */
public interface DeadLetters {

    /** How many groups a list has at most, and a query names at most. */
    int MAX_GROUPS = 200;

    /** Lists dead letters, those first that were parked last. */
    DeadLetterPage page(DeadLetterQuery query);

    /** Lists the groups of what a query matches, the largest first; at most {@value #MAX_GROUPS}, whatever its limit. */
    default List<DeadLetterGroup> groups(DeadLetterQuery query) {
        return groups(query, null);
    }

    /**
     * Lists the groups of what a query matches as {@link #groups(DeadLetterQuery)} does, and counts the letters of each by
     * when they were parked.
     *
     * @param steps the time in which they are counted; {@code null} to count none by time
     */
    List<DeadLetterGroup> groups(DeadLetterQuery query, @Nullable Steps steps);

    /** Counts all that a query matches, whatever its cursor and its limit. */
    DeadLetterCount count(DeadLetterQuery query);

    /** Finds a dead letter, however it has ended. */
    Optional<DeadLetter> find(String eventId, String subscription);

    /**
     * Finds a dead letter that must be there.
     *
     * @throws FanoutException ({@code FANOUT-202}) if it is not
     */
    default DeadLetter get(String eventId, String subscription) {
        return find(eventId, subscription)
                .orElseThrow(() -> new FanoutException(
                        ErrorCode.NOT_FOUND,
                        "There is no dead letter of event '%s' and subscription '%s'.".formatted(eventId, subscription),
                        "It may take a moment after the last attempt; if not, list the dead letters."));
    }

    /**
     * Delivers the letter once more, with the payload that it has; else as
     * {@link #retry(String, String, String, String, String)}.
     *
     * @param who who says so, for the others; at most 100 bytes
     * @param why the reason, for the others; at most 500 bytes
     */
    default void retry(String eventId, String subscription, String who, String why) {
        retry(eventId, subscription, null, who, why);
    }

    /**
     * Delivers the letter once more, with all attempts of the subscription's policy, and returns when that has begun. If
     * it fails again, it is the same letter, with one more round.
     *
     * @param payload JSON text that replaces the payload, for this retry and later ones; {@code null} to leave it
     * @param who who says so, for the others; at most 100 bytes
     * @param why the reason, for the others; at most 500 bytes
     * @throws FanoutException ({@code FANOUT-202}) if there is no such letter, ({@code FANOUT-205}) if it is not parked, and who
     *     acted first, ({@code FANOUT-206}) if its subscription is gone, ({@code FANOUT-201}) if {@code who} or
     *     {@code why} is blank or too long, ({@code FANOUT-104}, {@code FANOUT-103}) if {@code payload} is no JSON or too large
     * @throws sh.fanout.InvalidPayloadException if {@code payload} violates the schema of the event's type
     */
    void retry(String eventId, String subscription, @Nullable String payload, String who, String why);

    /**
     * Closes the letter without delivering it; its event and its attempts stay in the log.
     *
     * @param who who says so, for the others; at most 100 bytes
     * @param why the reason, for the others; at most 500 bytes
     * @throws FanoutException ({@code FANOUT-202}) if there is no such letter, ({@code FANOUT-205}) if it is not parked, and who
     *     acted first, ({@code FANOUT-201}) if {@code who} or {@code why} is blank or too long
     */
    void discard(String eventId, String subscription, String who, String why);
}
