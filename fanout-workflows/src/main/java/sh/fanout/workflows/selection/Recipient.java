package sh.fanout.workflows.selection;

import java.time.Duration;

/**
 * A subscription that receives an event, with all that its delivery needs to know.
 *
 * @param subscription its id, which is also the type of its handler's activity
 * @param queue the task queue that its handler serves
 * @param timeout how long an attempt may run
 */
public record Recipient(String subscription, String queue, Duration timeout) {}
