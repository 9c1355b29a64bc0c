package sh.fanout.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.PageLimit;
import sh.fanout.log.Position;

/**
 * Which dead letters a page shows, those first that were parked last.
 *
 * @param type only of this event type; {@code null} for all
 * @param subscription only of this subscription; {@code null} for all
 * @param status only in this status; {@code null} for all
 * @param group only of this group; {@code null} for all
 * @param from parked at or after; {@code null} for no bound
 * @param to parked before; {@code null} for no bound
 * @param after where the page before ended; {@code null} for the first page
 * @param limit how many, 1 to {@value PageLimit#MAX}
 */
public record DeadLetterQuery(
        @Nullable String type,
        @Nullable String subscription,
        @Nullable DeadLetterStatus status,
        @Nullable String group,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Position after,
        int limit) {

    public DeadLetterQuery {
        PageLimit.require(limit);
    }

    /** Those that wait for somebody to act. */
    public static DeadLetterQuery parked() {
        return new DeadLetterQuery(null, null, DeadLetterStatus.PARKED, null, null, null, null, PageLimit.DEFAULT);
    }

    /** The same from the first page on. */
    public DeadLetterQuery fromStart() {
        return new DeadLetterQuery(type, subscription, status, group, from, to, null, limit);
    }
}
