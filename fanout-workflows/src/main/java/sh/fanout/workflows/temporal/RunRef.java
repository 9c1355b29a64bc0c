package sh.fanout.workflows.temporal;

/** One run of one workflow. */
public record RunRef(String workflowId, String runId) {}
