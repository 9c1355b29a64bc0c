package sh.fanout.workflows.lane;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The fan-out's side of the protocol as a workflow, with one activity for each chain. */
@WorkflowInterface
public interface FakeFanOut {

    String TYPE = "FakeFanOut";

    /** Returns whether the lane has taken it in. */
    @WorkflowMethod(name = TYPE)
    boolean run(Keyed event);

    @SignalMethod(name = Turn.SIGNAL)
    void turn(Turn turn);

    /** What a fan-out knows of its event. */
    record Keyed(LaneRef lane, List<String> chains) {}

    /** The subscribers. */
    @ActivityInterface
    interface Subscribers {

        @ActivityMethod(name = "handle")
        void handle(String event, String chain);
    }

    /** Acts on turns only; joins by itself if none comes. */
    final class Impl implements FakeFanOut {

        private static final Duration WITHOUT_TURN = Duration.ofSeconds(2);

        private final Subscribers subscribers = Workflow.newActivityStub(
                Subscribers.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(2))
                        .build());
        private final Holding late = Workflow.newActivityStub(
                Holding.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(10))
                        .build());
        private final Holding answers = Workflow.newLocalActivityStub(
                Holding.class,
                LocalActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(10))
                        .build());
        private final Set<String> remaining = new TreeSet<>();
        private final Set<String> started = new TreeSet<>();
        private final Set<String> granted = new TreeSet<>();
        private boolean all;
        private boolean watched;
        private boolean asked;
        private boolean shrunk;
        private boolean refused;

        @Override
        public boolean run(Keyed event) {
            remaining.addAll(event.chains());
            while (!isRefused() && (isToTell() || !remaining.isEmpty())) {
                startable().forEach(this::start);
                if (isToTell()) {
                    asked = false;
                    shrunk = false;
                    answers.tell(event.lane(), holds());
                } else if (hasTurn()) {
                    Workflow.await(() ->
                            isToTell() || remaining.isEmpty() || !startable().isEmpty());
                } else if (!Workflow.await(WITHOUT_TURN, () -> isToTell() || hasTurn() || refused)) {
                    late.tell(event.lane(), holds());
                }
            }
            return !isRefused();
        }

        @Override
        public void turn(Turn turn) {
            all |= turn.all();
            granted.addAll(turn.chains());
            watched |= turn.watch();
            asked |= turn.ask();
            refused |= turn.refused();
        }

        private void start(String chain) {
            started.add(chain);
            Async.procedure(this::deliver, chain);
        }

        private void deliver(String chain) {
            subscribers.handle(id(), chain);
            shrunk |= remaining.remove(chain);
        }

        private List<String> startable() {
            return remaining.stream()
                    .filter(it -> !started.contains(it) && (all || granted.contains(it)))
                    .toList();
        }

        private boolean isToTell() {
            return asked || (watched && shrunk);
        }

        private boolean hasTurn() {
            return all || !granted.isEmpty();
        }

        private boolean isRefused() {
            return refused && !hasTurn();
        }

        private Holds holds() {
            return new Holds(id(), List.copyOf(remaining));
        }

        private static String id() {
            return Workflow.getInfo().getWorkflowId();
        }
    }
}
