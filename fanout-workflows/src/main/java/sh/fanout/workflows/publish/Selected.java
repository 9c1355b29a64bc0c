package sh.fanout.workflows.publish;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.selection.Selection;

/**
 * Who receives an event, and when.
 *
 * @param slot how long the event waits for its slot in the limit of its type; zero if it need not
 * @param stream the stream of the event's type, as the catalog has it; {@code null} if nobody defined the type
 * @param deadLetters whether a delivery that gives up is parked
 * @param pace how patient a keyed event is
 */
public record Selected(
        Selection selection, Duration slot, @Nullable String stream, boolean deadLetters, Patience pace) {}
