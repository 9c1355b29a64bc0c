package sh.fanout.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.Position;

/**
 * Some dead letters, those first that were parked last.
 *
 * @param letters at most as many as asked for
 * @param next where the next page begins; {@code null} on the last one
 */
public record DeadLetterPage(
        List<DeadLetterSummary> letters, @Nullable Position next) {

    public DeadLetterPage {
        letters = List.copyOf(letters);
    }
}
