package sh.fanout.dashboard.events;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.dashboard.page.State;
import sh.fanout.log.Attempt;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.PassedOver;

/**
 * One event: who has it, who is to have it, who is not, and why.
 *
 * @param now when it was looked at; {@code null} if nothing more happens by itself
 * @param tracks its deliveries
 */
public record EventView(
        LoggedEvent event, Axis axis, @Nullable Instant now, List<Track> tracks) {

    /** More would make a page that nobody reads; the others are counted. */
    static final int MAX_TRACKS = 300;

    public EventView {
        tracks = List.copyOf(tracks);
    }

    /** @param letters of which subscriptions it is a dead letter */
    static EventView of(LoggedEvent event, Set<String> letters, Instant now) {
        var open = !event.status().settled();
        var end = Stream.concat(
                        event.deliveries().stream().flatMap(EventView::ends), Stream.of(open ? now : settled(event)))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        var axis = Axis.reaching(event.accepted(), end);
        return new EventView(
                event,
                axis,
                open ? now : null,
                event.deliveries().stream()
                        .limit(MAX_TRACKS)
                        .map(it -> Track.of(it, letters.contains(it.subscription()), axis, now))
                        .toList());
    }

    private static Instant settled(LoggedEvent event) {
        return event.settled() == null ? event.accepted() : event.settled();
    }

    private static Stream<Instant> ends(LoggedDelivery delivery) {
        return delivery.attempts().stream().map(EventView::end);
    }

    private static Instant end(Attempt attempt) {
        return attempt.started().plusMillis(attempt.millis());
    }

    public EventEnvelope envelope() {
        return event.envelope();
    }

    public List<PassedOver> passedOver() {
        return event.passedOver();
    }

    public int hidden() {
        return event.deliveries().size() - tracks.size();
    }

    /** How many deliveries are in each state, in the order of the states. */
    public Map<State, Long> states() {
        var counts = new EnumMap<State, Long>(State.class);
        tracks.forEach(it -> counts.merge(it.state(), 1L, Long::sum));
        return counts;
    }

    /** Where the present stands on the axis; {@code null} if nothing more happens. */
    public @Nullable String nowAt() {
        return now == null ? null : Axis.percent(axis.at(now));
    }

    public boolean hasOutputs() {
        return tracks.stream().anyMatch(it -> it.delivery().output() != null);
    }
}
