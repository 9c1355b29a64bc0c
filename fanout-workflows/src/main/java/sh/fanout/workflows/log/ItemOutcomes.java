package sh.fanout.workflows.log;

import io.temporal.client.WorkflowNotFoundException;
import sh.fanout.workflows.temporal.Bus;

/**
 * Settles items of operations: first in the log, then by telling the operation, which may be over.
 *
 * <p>Safe for use by any number of threads; settling an item again changes nothing.
 */
public final class ItemOutcomes {

    private final LogWriter writer;
    private final Bus bus;

    public ItemOutcomes(LogWriter writer, Bus bus) {
        this.writer = writer;
        this.bus = bus;
    }

    /** Returns once both are done. */
    public void settle(ItemOutcome outcome) {
        writer.write(outcome);
        var operation = bus.ids().operation(outcome.item().operation());
        try {
            bus.client()
                    .newUntypedWorkflowStub(operation)
                    .signal(ItemOutcome.SIGNAL, outcome.item().number());
        } catch (WorkflowNotFoundException e) {
            // It was cancelled, and still every item has its outcome.
        }
    }
}
