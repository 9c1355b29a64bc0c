package sh.fanout.workflows.temporal;

import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;

/**
 * One bus in Temporal: what its runs and queues are called, and the ways to reach them.
 *
 * <p>Safe for use by any number of threads.
 */
public record Bus(WorkflowClient client, History history, WorkflowIds ids, TaskQueues queues) {

    /**
     * The bus with a name.
     *
     * @param client of the namespace that has the bus
     */
    public static Bus of(String name, WorkflowClient client) {
        return new Bus(client, new History(client), new WorkflowIds(name), new TaskQueues(name));
    }

    public WorkflowServiceStubs stubs() {
        return client.getWorkflowServiceStubs();
    }

    public String namespace() {
        return client.getOptions().getNamespace();
    }

    /** Writes what travels to its runs, and reads what they answer. */
    public DataConverter converter() {
        return client.getOptions().getDataConverter();
    }
}
