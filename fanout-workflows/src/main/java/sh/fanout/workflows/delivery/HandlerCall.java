package sh.fanout.workflows.delivery;

import sh.fanout.workflows.temporal.Carried;
import sh.fanout.workflows.temporal.RunRef;

/**
 * The argument of a handler's activity.
 *
 * @param fanOut the run whose start event has the payload, if {@code event} has not
 */
public record HandlerCall(String deliveryId, Carried event, RunRef fanOut) {}
