package sh.fanout.workflows.deadletter;

import sh.fanout.log.LoggedDelivery;
import sh.fanout.workflows.delivery.Cause;
import sh.fanout.workflows.selection.Recipient;

/**
 * A delivery that gave up.
 *
 * @param recipient who does not have the event
 * @param delivery the delivery with its attempts
 * @param cause why
 */
public record GaveUp(Recipient recipient, LoggedDelivery delivery, Cause cause) {}
