package sh.fanout.subscription;

import java.util.List;
import sh.fanout.Violation;
import sh.fanout.log.PassedOver;

/**
 * Who would receive an event.
 *
 * @param recipients the ids of the subscriptions that would, in order
 * @param passedOver the other subscriptions to its type, in the order of their ids, and why not
 * @param violations why it would be refused as a whole; then nobody receives it
 */
public record Trial(List<String> recipients, List<PassedOver> passedOver, List<Violation> violations) {

    public Trial {
        recipients = List.copyOf(recipients);
        passedOver = List.copyOf(passedOver);
        violations = List.copyOf(violations);
    }
}
