package sh.fanout.workflows.erasure;

import io.temporal.activity.Activity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sh.fanout.erasure.Erasable;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.lane.Holds;
import sh.fanout.workflows.lane.LaneClient;
import sh.fanout.workflows.lane.LaneRef;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.temporal.Heartbeats;
import sh.fanout.workflows.temporal.RunRef;
import sh.fanout.workflows.temporal.WorkflowIds;

/** Ends runs before it removes any, so that none starts another; the log comes last, and refuses what arrives late. */
final class ErasingActivity implements Erasing {

    private final EventLog log;
    private final ErasableEvents search;
    private final Supplier<CatalogState> catalog;
    private final LaneClient lanes;
    private final Runs runs;
    private final WorkflowIds ids;
    private final Heartbeats heartbeats;
    private final Clock clock;

    ErasingActivity(
            EventLog log,
            ErasableEvents search,
            Supplier<CatalogState> catalog,
            LaneClient lanes,
            Runs runs,
            WorkflowIds ids,
            Heartbeats heartbeats,
            Clock clock) {
        this.log = log;
        this.search = search;
        this.catalog = catalog;
        this.lanes = lanes;
        this.runs = runs;
        this.ids = ids;
        this.heartbeats = heartbeats;
        this.clock = clock;
    }

    @Override
    public void begin(ErasureOrder order) {
        log.erasures().write(order.erasure());
    }

    @Override
    public List<FoundEvent> find(ErasureOrder order) {
        return heartbeats.during(() -> search.find(order.what(), order.erasure().requested()));
    }

    @Override
    public Removed erase(List<FoundEvent> events) {
        return heartbeats.during(() -> {
            var removed = removeRuns(events);
            log.erasures().erase(events.stream().map(FoundEvent::id).toList(), clock.instant());
            return new Removed(0, removed);
        });
    }

    private long removeRuns(List<FoundEvent> events) {
        var parents = new LinkedHashSet<RunRef>();
        events.forEach(event -> parents.addAll(all(event.workflowId())));
        parents.addAll(replays(events));
        parents.forEach(runs::end);
        events.forEach(this::leaveLane);
        var others = new LinkedHashSet<RunRef>();
        events.forEach(event -> others.addAll(others(event)));
        others.forEach(runs::end);
        if (!runs.areRemovable()) {
            return 0;
        }
        return Stream.concat(parents.stream(), others.stream())
                .filter(runs::remove)
                .count();
    }

    private void leaveLane(FoundEvent event) {
        var stream = catalog.get().stream(event.type(), event.stream());
        if (stream != null && event.key() != null) {
            lanes.holds(new LaneRef(stream, event.key()), new Holds(event.workflowId(), List.of()));
        }
    }

    /** What is found by its exact id, and what else there is: a letter may have been closed and parked again. */
    private Set<RunRef> all(String workflowId) {
        var all = new LinkedHashSet<RunRef>();
        runs.last(workflowId).map(Runs::ref).ifPresent(all::add);
        if (runs.areRemovable()) {
            runs.of(workflowId).stream().map(Runs::ref).forEach(all::add);
        }
        return all;
    }

    private Set<RunRef> others(FoundEvent event) {
        var found = new LinkedHashSet<RunRef>();
        subscriptions(event)
                .flatMap(it -> Stream.of(
                        ids.delivery(event.type(), event.id(), it), ids.deadLetter(event.type(), event.id(), it)))
                .forEach(id -> runs.last(id).map(Runs::ref).ifPresent(found::add));
        if (runs.areRemovable()) {
            Stream.of(ids.deliveries(event.type(), event.id()), ids.deadLetters(event.type(), event.id()))
                    .flatMap(prefix -> runs.beginningWith(prefix, run -> true).stream())
                    .map(Runs::ref)
                    .forEach(found::add);
        }
        return found;
    }

    private Stream<String> subscriptions(FoundEvent event) {
        return Stream.concat(event.subscriptions().stream(), catalog.get().subscriptions().keySet().stream())
                .distinct();
    }

    private Set<RunRef> replays(List<FoundEvent> events) {
        var found = new LinkedHashSet<RunRef>();
        for (var event : events) {
            loggedReplays(event).forEach(id -> runs.last(id).map(Runs::ref).ifPresent(found::add));
        }
        if (runs.areRemovable()) {
            var parts = events.stream()
                    .map(event -> "/%s/%s/".formatted(event.type(), event.id()))
                    .toList();
            runs
                    .beginningWith(
                            ids.replays(),
                            run -> parts.stream().anyMatch(Runs.ref(run).workflowId()::contains))
                    .stream()
                    .map(Runs::ref)
                    .forEach(found::add);
        }
        return found;
    }

    /** Not part of what was found: one event can have been replayed more often than an answer of an activity can hold. */
    private Stream<String> loggedReplays(FoundEvent event) {
        return log.find(event.id()).stream()
                .flatMap(it -> it.deliveries().stream())
                .flatMap(it -> Stream.ofNullable(it.replay())
                        .map(operation -> ids.replay(operation, event.type(), event.id(), it.subscription())));
    }

    @Override
    public void end(ErasureOrder order, Removed removed) {
        var erasure = order.erasure();
        var isDone = log.erasures()
                .find(erasure.id())
                .filter(it -> it.ended() != null)
                .isPresent();
        if (!isDone) {
            var remains = remains(order.what());
            log.erasures().write(erasure.ended(clock.instant(), removed.events(), removed.runs(), remains));
        }
        if (runs.areRemovable()) {
            var activity = Activity.getExecutionContext();
            all(activity.getInfo().getWorkflowId()).forEach(runs::remove);
            // Nobody is left who could be told.
            activity.doNotCompleteOnReturn();
        }
    }

    private List<String> remains(Erasable what) {
        var remains = new ArrayList<>(Remains.ALWAYS);
        if (!runs.areRemovable()) {
            remains.add(Remains.EMBEDDED);
        } else if (what instanceof Erasable.OfKey key && isLaneOpen(key)) {
            remains.add(Remains.LANE);
        }
        remains.addAll(Remains.of(log));
        return remains;
    }

    /** Removes what the lane was, and says whether it goes on. */
    private boolean isLaneOpen(Erasable.OfKey key) {
        var lane = runs.of(ids.lane(key.stream(), key.orderingKey()));
        lane.stream().filter(run -> !Runs.isOpen(run)).map(Runs::ref).forEach(runs::remove);
        return lane.stream().anyMatch(Runs::isOpen);
    }
}
