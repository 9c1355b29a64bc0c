package sh.fanout.operation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * Bulk work on all that a selection matches: replays, and retries and discards of dead letters.
 *
 * <p>An operation begins as a draft: its items are written down, and can be counted and looked at. To start it is to do just
 * that to just those. It survives the end of every process, holds its rate, and can be paused, resumed and cancelled; every
 * item says what has become of it. An operation needs the event log: while the store is away, it waits. One whose run
 * somebody ended in Temporal has failed, which is written down when it is looked at; what it had begun comes to its own end.
 *
 * <p>Safe for use by any number of threads. Every method throws {@link FanoutException}: {@code FANOUT-011} if the store of
 * the event log does not answer, {@code FANOUT-006} if Temporal does not; and those that do something, {@code FANOUT-201} if
 * {@code who} (at most 100 bytes) or {@code why} (at most 500 bytes) is blank or too long.
 */
public interface Operations {

    /**
     * Drafts an operation, and returns its id once that is certain; its items are written down in the background. A draft
     * that nobody starts within a day expires.
     *
     * @param pace how fast it is to go when it is started
     * @throws FanoutException ({@code FANOUT-201}) if the plan makes no sense: a range that ends before it begins, or nothing
     *     that matches; ({@code FANOUT-012}) if its filter cannot be used, ({@code FANOUT-206}) if a subscription is gone
     */
    default String draft(OperationPlan plan, OperationPace pace, String who, String why) {
        return draft(plan, pace, null, who, why);
    }

    /**
     * Drafts an operation, as {@link #draft(OperationPlan, OperationPace, String, String)} does, but once per key: again, it
     * returns the id of the first, whatever has become of that. A key is known as long as the log keeps its operation, and
     * at least as long as Temporal keeps its run.
     *
     * @param idempotencyKey what the operation is known by, among those of its kind; {@code null} for nothing
     * @throws FanoutException ({@code FANOUT-111}) if the key stands for another plan, or for another pace; else as the other
     */
    String draft(OperationPlan plan, OperationPace pace, @Nullable String idempotencyKey, String who, String why);

    /**
     * Starts a draft; one whose items are still being written down starts after that.
     *
     * @throws FanoutException ({@code FANOUT-202}) if there is no such operation, ({@code FANOUT-205}) if it is no draft any more,
     *     and who was first
     */
    void start(String id, String who, String why);

    /**
     * Starts a draft unless somebody has: for a request that may have come before, however far the operation is by now.
     *
     * @throws FanoutException as {@link #start}, but ({@code FANOUT-205}) only if it has ended before anybody started it
     */
    void startOnce(String id, String who, String why);

    /**
     * Holds an operation that is running: within seconds, it begins with no further item.
     *
     * @throws FanoutException as {@link #start}, if it is not running
     */
    void pause(String id, String who, String why);

    /**
     * Lets a paused operation go on; it does not pause by itself again.
     *
     * @throws FanoutException as {@link #start}, if it is not paused
     */
    void resume(String id, String who, String why);

    /**
     * Changes with how many items per second an operation begins.
     *
     * @param rate as in {@link OperationPace#rate()}
     * @throws FanoutException as {@link #start}, if it is closed; ({@code FANOUT-201}) if it is no rate
     */
    void changeRate(String id, @Nullable Double rate, String who, String why);

    /**
     * Ends an operation: within seconds, it begins with no further item. What has begun comes to its own end, and what is done
     * stays done.
     *
     * @throws FanoutException as {@link #start}, if it is closed
     */
    void cancel(String id, String who, String why);

    /** Lists operations, newest first. */
    OperationPage page(OperationQuery query);

    /** Finds an operation; one that was drafted a moment ago may not be there yet. */
    Optional<Operation> find(String id);

    /**
     * Finds an operation that must be there.
     *
     * @throws FanoutException ({@code FANOUT-202}) if it is not
     */
    default Operation get(String id) {
        return find(id).orElseThrow(() -> new FanoutException(
                ErrorCode.NOT_FOUND,
                "There is no operation '%s'.".formatted(id),
                "It may take a moment after it was drafted; if not, list the operations."));
    }

    /** Lists items of an operation, in the order in which it begins with them; fewer than the limit are the last ones. */
    List<OperationItem> items(OperationItemQuery query);

    /** What has become of the items of an operation, by subscription. */
    Map<String, OperationProgress> progress(String id);
}
