package sh.fanout.workflows.lane;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.temporal.FanoutJson;

/**
 * One key's lane, its fan-outs and the messages between them, through one random schedule; fails at the first broken
 * promise.
 *
 * <p>An orderly world has no faults and keeps messages in order: it must come to its end without a single check.
 */
final class LaneWorld {

    private static final int ROUNDS = 100;
    private static final List<String> CHAINS = List.of("x", "y", "z");

    private final Random random;
    private final BiFunction<LaneLimits, LaneSnapshot, LaneState> states;
    private final LaneLimits limits;
    private final boolean orderly;
    private final boolean mayLoseTheLane;
    private final @Nullable String stuck;
    private final List<ModelFanOut> fanOuts = new ArrayList<>();
    private final List<Object> messages = new ArrayList<>();
    private final List<Object> received = new ArrayList<>();
    private final Map<String, Integer> order = new HashMap<>();
    private final List<Object> trace = new ArrayList<>();
    private @Nullable LaneState lane;
    private long lastPosition;
    private long now = 1;
    private boolean faults;
    private boolean lostTheLane;
    private int givesUntilCrash;

    LaneWorld(Random random, BiFunction<LaneLimits, LaneSnapshot, LaneState> states) {
        this.random = random;
        this.states = states;
        orderly = random.nextInt(4) == 0;
        var isLaneLost = random.nextInt(8) == 0;
        var chains = CHAINS.subList(0, 1 + random.nextInt(3));
        stuck = random.nextInt(5) == 0 ? chains.get(0) : null;
        var isNarrow = random.nextInt(6) == 0;
        // Whoever had its turn from the lost lane waits outside the next one, as long as that is full of the stuck.
        mayLoseTheLane = isLaneLost && (!isNarrow || stuck == null);
        var maxBytes = random.nextInt(8) == 0 && stuck == null ? 350 + random.nextInt(500) : 1 << 20;
        limits = new LaneLimits(isNarrow ? 2 : 5_000, maxBytes, Duration.ofSeconds(1), 0);
        var events = 2 + random.nextInt(5);
        for (var i = 0; i < events; i++) {
            fanOuts.add(new ModelFanOut("e" + i, someOf(chains), this));
        }
    }

    void run() {
        faults = !orderly;
        var acts = 20 + random.nextInt(60);
        for (var i = 0; i < acts; i++) {
            actAtRandom();
        }
        faults = false;
        comeToTheEnd();
    }

    private Set<String> someOf(List<String> chains) {
        var some = new TreeSet<String>();
        for (var chain : chains) {
            if (random.nextInt(3) > 0) {
                some.add(chain);
            }
        }
        return some;
    }

    private boolean oneIn(int times) {
        return faults && random.nextInt(times) == 0;
    }

    private void actAtRandom() {
        var fanOut = fanOuts.get(random.nextInt(fanOuts.size()));
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> deliverOne();
            case 3, 4 -> laneTask(!orderly && random.nextInt(4) == 0);
            case 5 -> disturb(fanOut);
            case 6 -> {
                if (fanOut.waits() && random.nextInt(4) == 0) {
                    fanOut.joinLate();
                }
            }
            default -> act(fanOut);
        }
    }

    private void act(ModelFanOut fanOut) {
        var acts = fanOut.acts();
        if (!acts.isEmpty()) {
            acts.get(random.nextInt(acts.size())).run();
        }
    }

    private void disturb(ModelFanOut fanOut) {
        if (oneIn(6)) {
            trace.add("terminated: " + fanOut.event);
            fanOut.end();
        } else if (oneIn(12) && mayLoseTheLane) {
            trace.add("lane terminated");
            lane = null;
            received.clear();
            lostTheLane = true;
        }
    }

    void send(Object message) {
        messages.add(message);
    }

    boolean publisherDies() {
        return random.nextInt(10) == 0;
    }

    boolean isStuck(String chain) {
        return chain.equals(stuck);
    }

    private void deliverOne() {
        if (messages.isEmpty()) {
            return;
        }
        var message = messages.remove(orderly ? 0 : random.nextInt(messages.size()));
        if (oneIn(10)) {
            messages.add(message);
        } else if (oneIn(12)) {
            trace.add("lost: " + message);
            return;
        }
        if (message instanceof Turn turn) {
            trace.add(turn);
            fanOut(turn.event()).receive(turn);
        } else if (lane != null || startsTheLane(message)) {
            received.add(message);
        }
    }

    private boolean startsTheLane(Object message) {
        if (message instanceof Holds holds && holds.remaining().isEmpty()) {
            return false;
        }
        lane = states.apply(limits, LaneSnapshot.empty(now++));
        return true;
    }

    /** What the workflow does in one task; a crash undoes it, but not what it has told. */
    private void laneTask(boolean check) {
        if (lane == null) {
            return;
        }
        var before = lane.snapshot();
        givesUntilCrash = oneIn(8) ? random.nextInt(4) : Integer.MAX_VALUE;
        var arrived = !received.isEmpty();
        received.forEach(message -> receive(lane, message));
        try {
            if (check) {
                trace.add("check");
                give(lane, lane.check(true));
                if (lane.isEmpty() && !arrived) {
                    lane = null;
                    return;
                }
            }
            for (var turns = lane.step(); !turns.isEmpty(); turns = lane.step()) {
                require(turns, lane);
                give(lane, turns);
            }
            received.clear();
            if (random.nextInt(15) == 0) {
                continueAsNew(lane);
            }
        } catch (Crash e) {
            trace.add("crash");
            lane = states.apply(limits, before);
        }
    }

    private void continueAsNew(LaneState current) {
        var snapshot = current.snapshot();
        var json = FanoutJson.MAPPER.writeValueAsString(snapshot);
        var carried = FanoutJson.MAPPER.readValue(json, LaneSnapshot.class);
        var next = states.apply(limits, carried);
        require(next.snapshot().equals(snapshot), () -> "continue-as-new made this of it: " + json);
        lane = next;
    }

    private void receive(LaneState current, Object message) {
        trace.add(message);
        if (message instanceof Join join) {
            current.join(join.event());
        } else if (message instanceof Holds holds) {
            var before = needed(current);
            current.holds(holds.event(), holds.remaining());
            needed(current).forEach((position, needs) -> {
                var had = before.get(position);
                require(had == null || had.containsAll(needs), () -> "%s, no more %s".formatted(needs, had));
            });
        }
        for (var entry : current.snapshot().entries()) {
            if (order.putIfAbsent(entry.event(), order.size()) == null) {
                require(entry.position() > lastPosition, () -> "not behind the last: " + entry);
                lastPosition = entry.position();
            }
        }
    }

    private static Map<Long, Set<String>> needed(LaneState lane) {
        return lane.snapshot().entries().stream()
                .filter(LaneEntry::known)
                .collect(toMap(LaneEntry::position, LaneEntry::remaining));
    }

    private void give(LaneState current, List<Turn> turns) {
        var gone = new ArrayList<String>();
        for (var turn : turns) {
            if (givesUntilCrash-- == 0) {
                throw new Crash();
            }
            if (fanOut(turn.event()).closed) {
                gone.add(turn.event());
            } else if (orderly) {
                // As on a server: a fan-out does not close over a signal that it has not handled.
                trace.add(turn);
                fanOut(turn.event()).receive(turn);
            } else {
                messages.add(turn);
            }
        }
        current.gone(gone);
    }

    private void require(List<Turn> turns, LaneState current) {
        var first = current.snapshot().entries().stream().findFirst();
        var held = new TreeSet<String>();
        for (var entry : current.snapshot().entries()) {
            var mayHaveAll = !entry.known() && first.filter(entry::equals).isPresent();
            require(!entry.all() || mayHaveAll, () -> "every chain: %s, and then %s".formatted(entry, turns));
            entry.granted().forEach(it -> require(held.add(it), () -> "two holders: %s, in %s".formatted(it, turns)));
        }
    }

    void starts(ModelFanOut starting, String chain) {
        trace.add("%s starts %s".formatted(starting.event, chain));
        if (lostTheLane) {
            return;
        }
        require(order.containsKey(starting.event), () -> "%s starts %s and has not joined".formatted(starting, chain));
        for (var other : fanOuts) {
            if (other != starting && order.containsKey(other.event)) {
                requireOrder(starting, other, chain);
            }
        }
    }

    private void requireOrder(ModelFanOut starting, ModelFanOut other, String chain) {
        Supplier<String> pair = () -> "%s starts %s, and there is %s".formatted(starting, chain, other);
        require(!other.isRunning(chain), () -> "two holders: " + pair.get());
        if (order.getOrDefault(other.event, 0) < order.getOrDefault(starting.event, 0)) {
            require(other.closed || !other.remaining.contains(chain), () -> "too early: " + pair.get());
        } else {
            require(!other.started.contains(chain), () -> "too late: " + pair.get());
        }
    }

    private void comeToTheEnd() {
        for (var round = 0; round < ROUNDS; round++) {
            if (hasEnded()) {
                return;
            }
            var isCheckNeeded = !orderly || fanOuts.stream().allMatch(this::isDone);
            playARound(isCheckNeeded);
        }
        throw new AssertionError("it does not come to an end%n%s".formatted(this));
    }

    private void playARound(boolean check) {
        var inAnyOrder = new ArrayList<>(fanOuts);
        Collections.shuffle(inAnyOrder, random);
        for (var fanOut : inAnyOrder) {
            while (!fanOut.acts().isEmpty()) {
                act(fanOut);
            }
            if (fanOut.waits()) {
                fanOut.joinLate();
            }
        }
        while (!messages.isEmpty()) {
            deliverOne();
        }
        laneTask(check);
    }

    private boolean hasEnded() {
        return fanOuts.stream().allMatch(this::isDone) && (stuck != null || lane == null);
    }

    private boolean isDone(ModelFanOut fanOut) {
        return fanOut.closed || (stuck != null && Set.of(stuck).containsAll(fanOut.remaining));
    }

    private ModelFanOut fanOut(String event) {
        return fanOuts.get(Integer.parseInt(event.substring(1)));
    }

    private void require(boolean holds, Supplier<String> problem) {
        if (!holds) {
            throw new AssertionError(problem.get() + "\n" + this);
        }
    }

    @Override
    public String toString() {
        return "%s%n%s%nlane: %s"
                .formatted(
                        trace.stream().map(Object::toString).collect(joining("\n")),
                        fanOuts.stream().map(ModelFanOut::toString).collect(joining("\n")),
                        lane == null ? "closed" : lane.snapshot());
    }

    private static final class Crash extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Crash() {
            super("crash", null, false, false);
        }
    }
}
