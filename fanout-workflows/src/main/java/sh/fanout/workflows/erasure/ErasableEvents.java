package sh.fanout.workflows.erasure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.erasure.Erasable;
import sh.fanout.log.EventSelection;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Position;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.lane.LaneClient;
import sh.fanout.workflows.lane.LaneRef;
import sh.fanout.workflows.lane.LaneView;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.EventPart;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.ServerTime;

/** Finds the events that are to go: in the log, and if that has none of them, among what is open in Temporal. */
final class ErasableEvents {

    private static final int PART = 200;

    /** They are the answer of an activity, and the argument of two, of which each may have 2 MB. */
    private static final int PART_BYTES = 512 << 10;

    private final EventLog log;
    private final Supplier<CatalogState> catalog;
    private final LaneClient lanes;
    private final Runs runs;
    private final Bus bus;

    ErasableEvents(EventLog log, Supplier<CatalogState> catalog, LaneClient lanes, Runs runs, Bus bus) {
        this.log = log;
        this.catalog = catalog;
        this.lanes = lanes;
        this.runs = runs;
        this.bus = bus;
    }

    /** Some of the events that were accepted before some time. */
    List<FoundEvent> find(Erasable what, Instant before) {
        return what.either(one -> find(one, before), key -> find(key, before));
    }

    private List<FoundEvent> find(Erasable.OfEvent one, Instant before) {
        return logged(one)
                .map(FoundEvent::of)
                .findFirst()
                .or(() -> unlogged(bus.ids().event(one.eventType(), one.eventId(), null), before))
                .stream()
                .toList();
    }

    private List<FoundEvent> find(Erasable.OfKey key, Instant before) {
        @Nullable Position after = null;
        do {
            var part = part(key, after, before);
            var found = ofStream(key, part).map(FoundEvent::of).toList();
            if (!found.isEmpty()) {
                return lightEnough(found);
            }
            after = part.next();
        } while (after != null);
        return inLane(key, before);
    }

    /** The first of them, as many as fit; one alone always does. */
    private static List<FoundEvent> lightEnough(List<FoundEvent> found) {
        var bytes = found.get(0).weight();
        var count = 1;
        while (count < found.size() && bytes + found.get(count).weight() <= PART_BYTES) {
            bytes += found.get(count).weight();
            count++;
        }
        return found.subList(0, count);
    }

    /** How many of the events the log has. */
    long count(Erasable what, Instant before) {
        return what.either(one -> logged(one).count(), key -> count(key, before));
    }

    private long count(Erasable.OfKey key, Instant before) {
        var count = 0L;
        @Nullable Position after = null;
        do {
            var part = part(key, after, before);
            count += ofStream(key, part).count();
            after = part.next();
        } while (after != null);
        return count;
    }

    private Stream<LoggedEvent> logged(Erasable.OfEvent one) {
        return log.find(one.eventId()).stream()
                .filter(it -> it.envelope().type().equals(one.eventType()));
    }

    private EventPart part(Erasable.OfKey key, @Nullable Position after, Instant before) {
        return log.scan(EventSelection.ALL.keyed(key.orderingKey()).before(before), after, PART);
    }

    private Stream<LoggedEvent> ofStream(Erasable.OfKey key, EventPart part) {
        var known = catalog.get();
        return part.events().stream().filter(event -> {
            var envelope = event.envelope();
            return key.stream().equals(known.stream(envelope.type(), envelope.stream()));
        });
    }

    private List<FoundEvent> inLane(Erasable.OfKey key, Instant before) {
        var lane = bus.ids().lane(key.stream(), key.orderingKey());
        if (runs.last(lane).filter(Runs::isOpen).isEmpty()) {
            return List.of();
        }
        return lanes.view(new LaneRef(key.stream(), key.orderingKey())).entries().stream()
                .map(LaneView.Entry::event)
                .map(event -> unlogged(event, before))
                .flatMap(Optional::stream)
                .limit(PART)
                .toList();
    }

    /** An event that the log does not have, or not any more. */
    private Optional<FoundEvent> unlogged(String fanOut, Instant before) {
        return runs.last(fanOut)
                .filter(run -> Runs.isOpen(run) || runs.areRemovable())
                .filter(run -> ServerTime.instant(run.getStartTime()).isBefore(before))
                .map(run -> bus.history().startArgument(Runs.ref(run), EventEnvelope.class))
                .map(envelope -> FoundEvent.of(envelope, fanOut));
    }
}
