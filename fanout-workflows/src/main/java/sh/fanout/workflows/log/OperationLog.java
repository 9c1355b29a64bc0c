package sh.fanout.workflows.log;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationItem;
import sh.fanout.operation.OperationItemQuery;
import sh.fanout.operation.OperationPage;
import sh.fanout.operation.OperationQuery;

/**
 * The part of the event log's store that keeps operations: one row per operation, and one per item.
 *
 * <p>Rows of operations are kept as those of events are: per id the one with the highest revision, whatever the order in
 * which they arrive. Items are first added, in any order and any number of times, then numbered once, and then each settles
 * once. Every method fails with {@code FANOUT-011} as those of {@link EventLog} do.
 */
public interface OperationLog {

    /**
     * Writes how far an operation has come; its progress is not kept, since its items say it.
     *
     * @param revision grows with every change
     */
    void write(Operation operation, long revision);

    /** Writes how an operation has ended whose run could not tell; what that tells all the same is newer. */
    void writeEnd(Operation ended);

    /**
     * Adds items that have no number yet; one that is added again, of the same event and subscription, replaces the other.
     * Those of different operations have nothing to do with each other.
     */
    void add(String operation, List<PlannedItem> items);

    /**
     * Numbers the items of an operation from 1, without gaps: in the order of their times, but those of one lane and one
     * subscription in the order of their positions in the lane. Numbering them again changes nothing, if none was added since.
     *
     * @return how many items there are
     */
    long number(String operation);

    /**
     * Reads items, in the order of their numbers, whatever has become of them since they were added.
     *
     * @param after the number before the first one
     */
    List<WorkItem> items(String operation, long after, int limit);

    /**
     * Writes what has become of numbered items; the first outcome of an item counts, and of those that arrive at once the one
     * that is earlier. Nothing becomes of an item that was left out from the beginning.
     */
    void settle(List<ItemOutcome> outcomes);

    /**
     * How many numbered items of an operation are in which status, by subscription; a status of which there is none may
     * be missing.
     */
    Map<String, Map<OperationItem.Status, Long>> counts(String operation);

    /** Finds an operation, with an empty progress. */
    Optional<Operation> find(String id);

    /** Lists operations, each with an empty progress, those first that were created last. */
    OperationPage page(OperationQuery query);

    /** Lists numbered items. */
    List<OperationItem> page(OperationItemQuery query);

    /** Removes the items of an operation. */
    void drop(String operation);
}
