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
 * Which dead letters a page shows, those first that were parked last. Immutable: begin with {@link #ALL} or
 * {@link #PARKED} and narrow; each method returns a changed copy.
 *
 * <p>{@code DeadLetterQuery.PARKED.ofSubscription("ship").since(yesterday).limit(200)}
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

    /** The first {@value PageLimit#DEFAULT} of all dead letters, however they have ended. */
    public static final DeadLetterQuery ALL =
            new DeadLetterQuery(null, null, null, Set.of(), null, null, null, PageLimit.DEFAULT);

    /** The first {@value PageLimit#DEFAULT} of those that wait for somebody to act. */
    public static final DeadLetterQuery PARKED = ALL.in(DeadLetterStatus.PARKED);

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

    /** Those of the letters whose events are of this type. */
    public DeadLetterQuery ofType(String id) {
        return new DeadLetterQuery(id, subscription, status, groups, from, to, after, limit);
    }

    /** Those of the letters that are of this subscription. */
    public DeadLetterQuery ofSubscription(String id) {
        return new DeadLetterQuery(type, id, status, groups, from, to, after, limit);
    }

    /** Those of the letters that are in this status. */
    public DeadLetterQuery in(DeadLetterStatus some) {
        return new DeadLetterQuery(type, subscription, some, groups, from, to, after, limit);
    }

    /**
     * Those of the letters that are in one of these groups, by what {@link DeadLetterSummary#group()} says.
     *
     * @throws FanoutException ({@code FANOUT-201}) if there is none, which would match all, or there are more than
     *     {@value DeadLetters#MAX_GROUPS}
     */
    public DeadLetterQuery inGroups(Set<String> some) {
        if (some.isEmpty()) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "A query for the dead letters of some groups names none.",
                    "Name one at least; to find those of all groups, do not ask for groups.");
        }
        return new DeadLetterQuery(type, subscription, status, some, from, to, after, limit);
    }

    /** Those of the letters that were parked at some time or after it. */
    public DeadLetterQuery since(Instant time) {
        var later = from == null || from.isBefore(time) ? time : from;
        return new DeadLetterQuery(type, subscription, status, groups, later, to, after, limit);
    }

    /** Those of the letters that were parked before some time. */
    public DeadLetterQuery before(Instant time) {
        var earlier = to == null || to.isAfter(time) ? time : to;
        return new DeadLetterQuery(type, subscription, status, groups, from, earlier, after, limit);
    }

    /** The same from where the page before ended, which is its {@link DeadLetterPage#next()}. */
    public DeadLetterQuery after(Position end) {
        return new DeadLetterQuery(type, subscription, status, groups, from, to, end, limit);
    }

    /** The same with at most so many letters: 1 to {@value PageLimit#MAX}. */
    public DeadLetterQuery limit(int most) {
        return new DeadLetterQuery(type, subscription, status, groups, from, to, after, most);
    }

    /** The same from the first page on. */
    public DeadLetterQuery fromStart() {
        return new DeadLetterQuery(type, subscription, status, groups, from, to, null, limit);
    }
}
