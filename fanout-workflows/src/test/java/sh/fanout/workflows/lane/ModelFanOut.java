package sh.fanout.workflows.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The fan-out's side of the protocol, one small act at a time. */
final class ModelFanOut {

    final String event;
    final Set<String> chains;
    final Set<String> remaining;
    final Set<String> started = new TreeSet<>();
    boolean closed;

    private final LaneWorld world;
    private final Set<String> granted = new TreeSet<>();
    private boolean published;
    private boolean selected;
    private boolean all;
    private boolean watched;
    private boolean asked;
    private boolean shrunk;

    ModelFanOut(String event, Set<String> chains, LaneWorld world) {
        this.event = event;
        this.chains = chains;
        this.remaining = new TreeSet<>(chains);
        this.world = world;
    }

    void receive(Turn turn) {
        if (closed) {
            return;
        }
        if (turn.refused()) {
            closed = !hasTurn();
            return;
        }
        all |= turn.all();
        granted.addAll(turn.chains());
        watched |= turn.watch();
        asked |= turn.ask();
    }

    void end() {
        closed = true;
    }

    boolean isRunning(String chain) {
        return !closed && started.contains(chain) && remaining.contains(chain);
    }

    /** What it can do now, the late join apart. */
    List<Runnable> acts() {
        var acts = new ArrayList<Runnable>();
        if (!published) {
            acts.add(this::publish);
        }
        if (closed) {
            return acts;
        }
        if (!selected) {
            acts.add(() -> selected = true);
            return acts;
        }
        for (var chain : remaining) {
            if (started.contains(chain)) {
                if (!world.isStuck(chain)) {
                    acts.add(() -> settle(chain));
                }
            } else if (all || granted.contains(chain)) {
                acts.add(() -> start(chain));
            }
        }
        if (isToTell()) {
            acts.add(this::tell);
        } else if (remaining.isEmpty()) {
            acts.add(this::end);
        }
        return acts;
    }

    /** Whether it has been without a turn for some chain, so that it joins by itself. */
    boolean waits() {
        return !closed && selected && !all && !granted.containsAll(remaining);
    }

    void joinLate() {
        world.send(new Holds(event, List.copyOf(remaining)));
    }

    private void publish() {
        published = true;
        if (!world.publisherDies()) {
            world.send(new Join(event));
        }
    }

    private void start(String chain) {
        world.starts(this, chain);
        started.add(chain);
    }

    private void settle(String chain) {
        remaining.remove(chain);
        shrunk = true;
    }

    private boolean isToTell() {
        return asked || (watched && shrunk);
    }

    private void tell() {
        asked = false;
        shrunk = false;
        world.send(new Holds(event, List.copyOf(remaining)));
    }

    private boolean hasTurn() {
        return all || !granted.isEmpty();
    }

    @Override
    public String toString() {
        return "%s%s needs %s of %s, granted %s%s"
                .formatted(event, closed ? " (closed)" : "", remaining, chains, granted, all ? ", all" : "");
    }
}
