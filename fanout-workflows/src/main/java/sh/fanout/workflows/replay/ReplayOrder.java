package sh.fanout.workflows.replay;

import java.time.Instant;
import sh.fanout.workflows.log.ItemRef;
import sh.fanout.workflows.selection.Recipient;

/**
 * What a replay starts with, beside its event.
 *
 * @param item the item of the operation that it is done for
 * @param accepted when the event was accepted
 * @param recipient who is to have it
 * @param deadLetters whether it is parked if its delivery gives up
 */
public record ReplayOrder(ItemRef item, Instant accepted, Recipient recipient, boolean deadLetters) {}
