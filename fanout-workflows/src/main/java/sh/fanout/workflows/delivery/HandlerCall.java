package sh.fanout.workflows.delivery;

import sh.fanout.workflows.temporal.Carried;
import sh.fanout.workflows.temporal.RunRef;

/**
 * The argument of a handler's activity.
 *
 * @param fanOut the run whose start event has the payload, if {@code event} has not
 * @param earlier the attempts of an activity before this one
 * @param claim whether the server must know that the handler is about to begin, or it would pass the delivery on
 */
public record HandlerCall(String deliveryId, Carried event, RunRef fanOut, AttemptLog earlier, boolean claim) {}
