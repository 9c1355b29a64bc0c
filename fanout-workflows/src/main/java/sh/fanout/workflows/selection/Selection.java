package sh.fanout.workflows.selection;

import java.util.List;
import sh.fanout.Violation;
import sh.fanout.log.PassedOver;

/**
 * Who receives an event, as recorded in its run.
 *
 * @param catalogVersion the version of the catalog that decided
 * @param recipients in the order of their subscriptions; empty if the event is rejected
 * @param passedOver the other subscriptions to the event's type, in the order of their ids
 * @param violations why the event is rejected; empty if it is not
 */
public record Selection(
        long catalogVersion, List<Recipient> recipients, List<PassedOver> passedOver, List<Violation> violations) {

    public Selection {
        recipients = List.copyOf(recipients);
        passedOver = List.copyOf(passedOver);
        violations = List.copyOf(violations);
    }

    static Selection rejected(long catalogVersion, List<Violation> violations) {
        return new Selection(catalogVersion, List.of(), List.of(), violations);
    }

    /** Whether the event is refused as a whole. */
    public boolean rejected() {
        return !violations.isEmpty();
    }
}
