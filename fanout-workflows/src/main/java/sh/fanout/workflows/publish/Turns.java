package sh.fanout.workflows.publish;

import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.lane.Turn;

/**
 * The turns that the lane of a keyed event gives it, and what it tells the lane in return: nothing, unless the lane has
 * asked, or watches because somebody waits behind it.
 */
final class Turns {

    /** How much longer an event waits for a lane that has heard of it: only somebody who terminates the lane loses it then. */
    private static final int TRUST = 15;

    /** A reminder is eleven events, and a server ends a run that has 51,200: an event can wait so for three years. */
    private static final Duration MAX_PATIENCE = Duration.ofHours(6);

    private static final TimerOptions REMINDER =
            TimerOptions.newBuilder().setSummary("then remind the lane").build();

    private final Cancellation cancellation;
    private final Set<String> granted = new TreeSet<>();
    private boolean all;
    private boolean refused;
    private boolean asked;
    private boolean watched;
    private boolean heard;
    private boolean open;
    private boolean closed;
    private @Nullable Long position;
    private @Nullable List<String> told;

    /** @param cancellation ends with the first delivery */
    Turns(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /** Takes note of what the lane says; {@link #follow} acts on it. */
    void received(Turn turn) {
        all |= turn.all();
        granted.addAll(turn.chains());
        watched |= turn.watch();
        asked |= turn.ask();
        refused |= turn.refused() && position == null;
        heard = true;
        if (!turn.refused()) {
            position = turn.position();
        }
    }

    /** Where the event stands in its lane; {@code null} before the lane has said so. */
    @Nullable
    Long position() {
        return position;
    }

    /**
     * Delivers as the lane allows, and answers it, until {@link #close}.
     *
     * @param joined whether the publisher lets the event join its lane
     */
    void follow(Deliveries deliveries, LaneLink lane, Duration patience, boolean joined) {
        if (!joined && !heard && deliveries.waits()) {
            lane.join(deliveries.remaining());
        }
        var waits = patience;
        var alarm = Workflow.newTimer(waits, REMINDER);
        while (!closed || mustTell(deliveries)) {
            var bell = alarm;
            Workflow.await(() -> mayStart(deliveries)
                    || mustTell(deliveries)
                    || (bell.isCompleted() && deliveries.waits())
                    || closed);
            if (mayStart(deliveries) && !cancellation.end()) {
                start(deliveries);
            }
            if (mustTell(deliveries)) {
                tell(deliveries, lane);
            }
            if (alarm.isCompleted() && deliveries.waits()) {
                waits = longer(heard ? patience.multipliedBy(TRUST) : waits);
                remind(deliveries, lane);
                alarm = Workflow.newTimer(waits, REMINDER);
            }
        }
    }

    /** Lets the deliveries begin whose turn has come: nothing else holds the event back. */
    void open() {
        open = true;
    }

    /** Ends {@link #follow}, once the last question is answered: whoever asks later finds the run closed, which says it. */
    void close() {
        closed = true;
    }

    private boolean mayStart(Deliveries deliveries) {
        return open
                && deliveries.waits()
                && !cancellation.effective()
                && (all || refused || deliveries.waitsForAnyOf(granted));
    }

    private void start(Deliveries deliveries) {
        if (all) {
            deliveries.start();
        } else if (deliveries.waitsForAnyOf(granted)) {
            deliveries.start(granted);
        } else {
            deliveries.refuse("too many events wait for its ordering key");
        }
    }

    private boolean mustTell(Deliveries deliveries) {
        return asked || (watched && !deliveries.remaining().equals(told));
    }

    private void tell(Deliveries deliveries, LaneLink lane) {
        asked = false;
        told = deliveries.remaining();
        lane.tell(told);
    }

    /** The lane may have lost the event, or never have heard of it: its publisher died between its two calls. */
    private void remind(Deliveries deliveries, LaneLink lane) {
        if (!heard) {
            lane.join(deliveries.remaining());
        }
        heard = false;
    }

    private static Duration longer(Duration patience) {
        var doubled = patience.multipliedBy(2);
        return doubled.compareTo(MAX_PATIENCE) < 0 ? doubled : MAX_PATIENCE;
    }
}
