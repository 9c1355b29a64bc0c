package sh.fanout.deadletter;

import java.time.Instant;
import java.util.List;

/**
 * Dead letters of one subscription that failed alike: with the same exceptions, in the same place of the application, with
 * the same message but for ids, numbers and times.
 *
 * @param group its id, which is what {@link DeadLetterSummary#group()} says of each
 * @param subscription whose deliveries they are
 * @param eventType the type of their events, or of one of them
 * @param error the error of the newest
 * @param count how many there are
 * @param first when the first of them was parked
 * @param last when the last of them was parked
 * @param applications the builds that they failed in, in the order of their names
 * @param parked how many of them were parked in each of the steps that were asked for; empty if none were
 */
public record DeadLetterGroup(
        String group,
        String subscription,
        String eventType,
        String error,
        long count,
        Instant first,
        Instant last,
        List<String> applications,
        List<Integer> parked) {

    public DeadLetterGroup {
        applications = List.copyOf(applications);
        parked = List.copyOf(parked);
    }

    /** The same with these counts by time. */
    public DeadLetterGroup parked(List<Integer> counts) {
        return new DeadLetterGroup(group, subscription, eventType, error, count, first, last, applications, counts);
    }
}
