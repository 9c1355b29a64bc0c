package sh.fanout.dashboard.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.dashboard.page.Bar;
import sh.fanout.dashboard.page.Query;
import sh.fanout.dashboard.page.State;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventSummary;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.PassedOver;
import sh.fanout.subscription.Pause;

/**
 * One event: who has it, who is to have it, who is not, and why.
 *
 * @param now when it was looked at; {@code null} if nothing more happens by itself
 * @param tracks its deliveries
 * @param effects what its handlers have published, newest first
 */
public record EventView(
        LoggedEvent event, Axis axis, @Nullable Instant now, List<Track> tracks, EventPage effects) {

    /** More would make a page that nobody reads; the others are counted. */
    static final int MAX_TRACKS = 300;

    public EventView {
        tracks = List.copyOf(tracks);
    }

    /**
     * @param letters of which subscriptions it is a dead letter
     * @param pauses who holds back which subscriptions
     */
    static EventView of(
            LoggedEvent event, Set<String> letters, Map<String, Pause> pauses, EventPage effects, Instant now) {
        var open = !event.status().settled();
        var axis = Axis.over(Stream.concat(
                        Stream.of(Span.at(event.accepted()), Span.at(open ? now : settled(event))),
                        event.deliveries().stream().flatMap(EventView::spans))
                .toList());
        return new EventView(
                event,
                axis,
                open ? now : null,
                event.deliveries().stream()
                        .limit(MAX_TRACKS)
                        .map(it -> Track.of(
                                it, letters.contains(it.subscription()), pauses.get(it.subscription()), axis, now))
                        .toList(),
                effects);
    }

    private static Instant settled(LoggedEvent event) {
        return event.settled() == null ? event.accepted() : event.settled();
    }

    private static Stream<Span> spans(LoggedDelivery delivery) {
        return delivery.attempts().stream()
                .map(it -> new Span(it.started(), it.started().plusMillis(it.millis())));
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
        return now == null ? null : Bar.percent(axis.at(now));
    }

    /** The deliveries, if any of them returned something, as those of an event do that asks for answers. */
    public List<Track> answers() {
        return answered() == 0 ? List.of() : tracks;
    }

    /** How many returned something. */
    public long answered() {
        return tracks.stream().filter(it -> it.delivery().output() != null).count();
    }

    /** What became of one of its effects. */
    public Result result(EventSummary effect) {
        return Result.of(effect);
    }

    /** All its effects, in the list of events. */
    public Query allEffects() {
        return Query.of("q", SearchText.term("causation", envelope().id()));
    }

    /** The events with its ordering key. */
    public Query sameKey() {
        return Query.of("q", SearchText.term("key", requireNonNull(envelope().orderingKey())));
    }

    /** The events with one of its tags. */
    public Query tagged(String tag) {
        return Query.of("q", SearchText.term("tag", tag));
    }

    /** A replay of this event. */
    public Query again() {
        return Query.of("type", envelope().type())
                .with("from", event.accepted())
                .with("to", event.accepted().plusMillis(1));
    }
}
