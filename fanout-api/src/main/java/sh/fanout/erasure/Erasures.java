package sh.fanout.erasure;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * Erases, on request, what Fanout keeps of an event, or of all events with one ordering key: in the event log its row, its
 * deliveries, its dead letters and its part in operations; in Temporal its runs, open and closed.
 *
 * <p>What is open ends: a handler that runs may finish, and nothing new begins. Later events of the key go on. What handlers
 * have written elsewhere is not Fanout's to erase, and the {@linkplain Erasure#remains() end} says what else is left.
 *
 * <p>Safe for use by any number of threads.
 */
public interface Erasures {

    /**
     * Counts the events in the log that an erasure would remove.
     *
     * @throws FanoutException ({@code FANOUT-011}) if the store does not answer
     */
    long count(Erasable what);

    /**
     * Erases what was accepted before now, and returns the id of the erasure. It goes on by itself until it is done, and waits
     * while the store of the log is away. What was erased already may be erased again.
     *
     * @param who who wants it
     * @param why the reason; it is kept, so it must not name what is erased
     * @throws FanoutException ({@code FANOUT-006}) if Temporal does not confirm it; ({@code FANOUT-201}) if who or why is blank or
     *     too long
     */
    default String erase(Erasable what, String who, String why) {
        return erase(what, null, who, why);
    }

    /**
     * Erases, as {@link #erase(Erasable, String, String)} does, but once per key: again, it returns the id of the first. Where
     * somebody has ended the run of that before it was done, or an embedded server has taken the run with it, it begins again,
     * with what was accepted before the first request. A key is known for ever.
     *
     * @param idempotencyKey what the erasure is known by; {@code null} for nothing
     * @throws FanoutException ({@code FANOUT-111}) if the key stands for erasing something else; else as the other
     */
    String erase(Erasable what, @Nullable String idempotencyKey, String who, String why);

    /**
     * Finds an erasure, as soon as the log has it; one that has lost its run says so in {@link Erasure#problem()}.
     *
     * @throws FanoutException ({@code FANOUT-011}) if the store does not answer
     */
    Optional<Erasure> find(String id);

    /**
     * Finds an erasure that must be there.
     *
     * @throws FanoutException ({@code FANOUT-202}) if it is not; else as {@link #find}
     */
    default Erasure get(String id) {
        return find(id).orElseThrow(() -> new FanoutException(
                ErrorCode.NOT_FOUND,
                "There is no erasure '%s' in the event log.".formatted(id),
                "It may take a moment after the request; if not, check the id."));
    }

    /**
     * Lists erasures, the newest first, each as {@link #find} does.
     *
     * @throws FanoutException ({@code FANOUT-011}) if the store does not answer
     */
    List<Erasure> newest(int limit);
}
