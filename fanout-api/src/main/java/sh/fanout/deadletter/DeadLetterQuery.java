package sh.fanout.deadletter;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.log.PageLimit;
import sh.fanout.log.Position;

/**
 * Which dead letters a page shows, those first that were parked last.
 *
 * @param type only of this event type; {@code null} for all
 * @param subscription only of this subscription; {@code null} for all
 * @param status only in this status; {@code null} for all
 * @param groups only of these groups, each of which is of one subscription; empty for all; at most {@value DeadLetters#MAX_GROUPS}
 * @param from parked at or after; {@code null} for no bound
 * @param to parked before; {@code null} for no bound
 * @param after where the page before ended; {@code null} for the first page
 * @param limit how many, 1 to {@value PageLimit#MAX}
 */
public record DeadLetterQuery(
        @Nullable String type,
        @Nullable String subscription,
        @Nullable DeadLetterStatus status,
        Set<String> groups,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Position after,
        int limit) {

    /** @throws FanoutException ({@code FANOUT-201}) if there are more groups, or a page cannot have the limit */
    public DeadLetterQuery {
        // Else a letter would be left out that was parked after the asker took the time, within the same millisecond.
        from = from == null ? null : from.truncatedTo(ChronoUnit.MILLIS);
        groups = Collections.unmodifiableSet(new TreeSet<>(groups));
        if (groups.size() > DeadLetters.MAX_GROUPS) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "A query cannot name %d groups of dead letters.".formatted(groups.size()),
                    "Name %d at most, or none for all.".formatted(DeadLetters.MAX_GROUPS));
        }
        PageLimit.require(limit);
    }

    /** Those that wait for somebody to act. */
    public static DeadLetterQuery parked() {
        return new DeadLetterQuery(null, null, DeadLetterStatus.PARKED, Set.of(), null, null, null, PageLimit.DEFAULT);
    }

    /** Those of the letters that are in one of these groups. */
    public DeadLetterQuery in(Set<String> some) {
        return new DeadLetterQuery(type, subscription, status, some, from, to, after, limit);
    }

    /** The same from the first page on. */
    public DeadLetterQuery fromStart() {
        return new DeadLetterQuery(type, subscription, status, groups, from, to, null, limit);
    }
}
