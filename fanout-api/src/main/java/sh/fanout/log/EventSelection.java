package sh.fanout.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventPattern;
import sh.fanout.filter.Filter;

/**
 * Some events of the log: those for which all that is given holds. Immutable: begin with {@link #ALL} and narrow; each
 * method returns a changed copy.
 *
 * <p>{@code EventSelection.ALL.ofType("order.*").in(EventStatus.FAILED).since(yesterday)}
 *
 * @param types of this type, or of those that the pattern matches; {@code null} for all
 * @param status in this status; {@code null} for any
 * @param key with this ordering key; {@code null} for any, or none
 * @param tag with this tag; {@code null} for any, or none
 * @param causation published by handlers of the event with this id; {@code null} for any, or none
 * @param filter whose payload, tags and metadata this filter lets pass, as it would those of a subscription; {@code null} for all
 * @param from accepted at or after, in whole milliseconds, as events are accepted; {@code null} for no bound
 * @param to accepted before; {@code null} for no bound
 */
public record EventSelection(
        @Nullable EventPattern types,
        @Nullable EventStatus status,
        @Nullable String key,
        @Nullable String tag,
        @Nullable String causation,
        @Nullable Filter filter,
        @Nullable Instant from,
        @Nullable Instant to) {

    // Else an event would be left out whose publisher took the time before it, within the same millisecond.
    public EventSelection {
        from = from == null ? null : from.truncatedTo(ChronoUnit.MILLIS);
    }

    /** All events of the log. */
    public static final EventSelection ALL = new EventSelection(null, null, null, null, null, null, null, null);

    /**
     * Those of the events that are of a type, or of one that a {@linkplain EventPattern pattern} matches.
     *
     * @throws sh.fanout.FanoutException ({@code FANOUT-001}) if it is no id of a type, ({@code FANOUT-003}) if no pattern
     */
    public EventSelection ofType(String idOrPattern) {
        var some = EventPattern.ofTypes(idOrPattern);
        return new EventSelection(some, status, key, tag, causation, filter, from, to);
    }

    /** Those of the events that are in this status. */
    public EventSelection in(EventStatus some) {
        return new EventSelection(types, some, key, tag, causation, filter, from, to);
    }

    /** Those of the events that have this ordering key. */
    public EventSelection keyed(String orderingKey) {
        return new EventSelection(types, status, orderingKey, tag, causation, filter, from, to);
    }

    /** Those of the events that have this tag. */
    public EventSelection tagged(String word) {
        return new EventSelection(types, status, key, word, causation, filter, from, to);
    }

    /** Those of the events that the handlers of an event have published. */
    public EventSelection causedBy(String eventId) {
        return new EventSelection(types, status, key, tag, eventId, filter, from, to);
    }

    /** Those of the events whose payload, tags and metadata a filter lets pass. */
    public EventSelection matching(Filter which) {
        return new EventSelection(types, status, key, tag, causation, which, from, to);
    }

    /** Those of the events that were accepted at some time or after it. */
    public EventSelection since(Instant time) {
        var later = from == null || from.isBefore(time) ? time : from;
        return new EventSelection(types, status, key, tag, causation, filter, later, to);
    }

    /** Those of the events that were accepted before some time. */
    public EventSelection before(Instant time) {
        var earlier = to == null || to.isAfter(time) ? time : to;
        return new EventSelection(types, status, key, tag, causation, filter, from, earlier);
    }
}
