package sh.fanout.workflows.selection;

import java.util.List;
import sh.fanout.Violation;

/**
 * Who receives an event, as recorded in its run.
 *
 * @param catalogVersion the version of the catalog that decided
 * @param recipients in the order of their subscriptions; empty if the event is rejected
 * @param violations why the event is rejected; empty if it is not
 */
public record Selection(long catalogVersion, List<Recipient> recipients, List<Violation> violations) {

    public Selection {
        recipients = List.copyOf(recipients);
        violations = List.copyOf(violations);
    }

    /** Whether the event is refused as a whole. */
    public boolean rejected() {
        return !violations.isEmpty();
    }
}
