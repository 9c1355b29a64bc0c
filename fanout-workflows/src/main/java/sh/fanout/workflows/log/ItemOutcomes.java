package sh.fanout.workflows.log;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import sh.fanout.workflows.temporal.WorkflowIds;

/**
 * Settles items of operations: first in the log, then by telling the operation, which may be over.
 *
 * <p>Safe for use by any number of threads; settling an item again changes nothing.
 */
public final class ItemOutcomes {

    private final LogWriter writer;
    private final WorkflowClient client;
    private final WorkflowIds ids;

    public ItemOutcomes(LogWriter writer, WorkflowClient client, WorkflowIds ids) {
        this.writer = writer;
        this.client = client;
        this.ids = ids;
    }

    /** Returns once both are done. */
    public void settle(ItemOutcome outcome) {
        writer.write(outcome);
        var operation = ids.operation(outcome.item().operation());
        try {
            client.newUntypedWorkflowStub(operation)
                    .signal(ItemOutcome.SIGNAL, outcome.item().number());
        } catch (WorkflowNotFoundException e) {
            // It was cancelled, and still every item has its outcome.
        }
    }
}
