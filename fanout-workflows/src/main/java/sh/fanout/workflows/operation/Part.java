package sh.fanout.workflows.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.Position;
import sh.fanout.workflows.log.PlannedItem;

/**
 * What one look at the event log yields of what a plan says.
 *
 * @param next where the next part begins; {@code null} after the last one
 */
record Part(List<PlannedItem> items, @Nullable Position next) {

    /** Where items come from. */
    @FunctionalInterface
    interface Source {

        /**
         * Looks for the next part.
         *
         * @param after where the part before has ended; {@code null} for the first one
         */
        Part after(@Nullable Position after);
    }
}
