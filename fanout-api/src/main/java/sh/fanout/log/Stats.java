package sh.fanout.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How much has happened, in steps of time.
 *
 * @param from where the first step begins
 * @param step how long each step is
 * @param types the types of which there is anything to count, by their ids
 */
public record Stats(Instant from, Duration step, List<OfType> types) {

    public Stats {
        types = List.copyOf(types);
    }

    /**
     * What has happened to the events of one type; each list has one number per step.
     *
     * @param published events, by when they were accepted
     * @param delivered deliveries that have succeeded, by when they settled
     * @param failed deliveries that have failed or expired and not succeeded since, by when they settled
     * @param deadLetters dead letters, however they have ended, by when they were parked
     */
    public record OfType(
            String type,
            List<Integer> published,
            List<Integer> delivered,
            List<Integer> failed,
            List<Integer> deadLetters) {

        public OfType {
            published = List.copyOf(published);
            delivered = List.copyOf(delivered);
            failed = List.copyOf(failed);
            deadLetters = List.copyOf(deadLetters);
        }
    }
}
