package sh.fanout.workflows.publish;

import java.time.Duration;
import sh.fanout.workflows.selection.Selection;

/**
 * Who receives an event, and when.
 *
 * @param turn how long the event waits for its slot in the limit of its type; zero if it need not
 */
public record Selected(Selection selection, Duration turn) {}
