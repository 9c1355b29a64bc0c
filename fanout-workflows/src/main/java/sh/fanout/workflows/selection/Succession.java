package sh.fanout.workflows.selection;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of a consumer group that come after the chosen one, in the order in which they take over from each other.
 *
 * @param after how long a member may take to begin with a delivery before the next one has it
 * @param heirs those who come after, the next one first; never empty
 */
public record Succession(Duration after, List<Recipient> heirs) {

    public Succession {
        heirs = List.copyOf(heirs);
    }

    /** The next member, with those who come after it. */
    public Recipient next() {
        return first(heirs, after);
    }

    /** The first of some members, succeeded by the others. */
    static Recipient first(List<Recipient> members, Duration after) {
        return members.get(0).succeededBy(of(members.subList(1, members.size()), after));
    }

    private static @Nullable Succession of(List<Recipient> heirs, Duration after) {
        return heirs.isEmpty() ? null : new Succession(after, heirs);
    }
}
