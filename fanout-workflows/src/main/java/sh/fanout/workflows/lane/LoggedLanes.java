package sh.fanout.workflows.lane;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.lane.BlockedKey;
import sh.fanout.lane.Lanes;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.LoggedEvent;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.temporal.OperatorsWords;
import sh.fanout.workflows.temporal.WorkflowUpdates;

/** Finds blocked keys in the log, and brings decisions to the fan-outs that hold them. */
public final class LoggedLanes implements Lanes {

    private final EventLog log;
    private final LaneClient lanes;
    private final WorkflowUpdates updates;

    public LoggedLanes(EventLog log, LaneClient lanes, WorkflowUpdates updates) {
        this.log = log;
        this.lanes = lanes;
        this.updates = updates;
    }

    @Override
    public List<BlockedKey> blocked() {
        var blocked = log.blocked(MAX_LISTED);
        return updates.patiently(() -> blocked.stream().map(this::withWaiting).toList());
    }

    @Override
    public void retry(String eventId, String subscription, String who, String why) {
        decide(eventId, new Decision(subscription, false, who, why));
    }

    @Override
    public void skip(String eventId, String subscription, String who, String why) {
        decide(eventId, new Decision(subscription, true, who, why));
    }

    private void decide(String eventId, Decision decision) {
        OperatorsWords.require(decision.who(), decision.why());
        var event = log.get(eventId);
        switch (decided(event, decision)) {
            case DONE -> {}
            case UNDER_WAY ->
                throw undecidable("Event %s is being tried for subscription '%s' at this moment.", eventId, decision);
            case NOT_HEAD ->
                throw undecidable("Event %s does not hold its key for subscription '%s'.", eventId, decision);
        }
    }

    private Decided decided(LoggedEvent event, Decision decision) {
        return updates.send(
                        event.workflowId(),
                        Decision.UPDATE,
                        decision,
                        Decided.class,
                        "Look at the blocked keys before you decide again.")
                .orElseGet(() -> withoutFanOut(event, decision));
    }

    /** What a skip wants is so; there is nothing left that could try again. */
    private Decided withoutFanOut(LoggedEvent event, Decision decision) {
        if (!tidied(event)) {
            return Decided.NOT_HEAD;
        }
        if (decision.skips()) {
            return Decided.DONE;
        }
        throw new FanoutException(
                ErrorCode.NOTHING_TO_DECIDE,
                "The fan-out of event %s was ended in Temporal: it holds no key any more, and tries nothing again."
                        .formatted(event.envelope().id()),
                "Replay the event to subscription '%s'.".formatted(decision.subscription()));
    }

    /** A fan-out that somebody has terminated could not say so: its key is free, and only the log holds it still. */
    private boolean tidied(LoggedEvent event) {
        if (event.deliveries().stream().noneMatch(it -> it.status() == DeliveryStatus.BLOCKED)) {
            return false;
        }
        log.append(List.of(event.ended(Instant.now(), "the fan-out was ended")));
        return true;
    }

    private BlockedKey withWaiting(BlockedKey blocked) {
        return blocked.withWaiting(waiting(blocked));
    }

    /** Everything in the lane but the event itself; what is done, the lane finds out when somebody waits. */
    private @Nullable Integer waiting(BlockedKey blocked) {
        try {
            var entries =
                    lanes.view(new LaneRef(blocked.stream(), blocked.key())).entries();
            return Math.max(0, entries.size() - 1);
        } catch (WorkflowException | StatusRuntimeException e) {
            return null;
        }
    }

    private static FanoutException undecidable(String problem, String eventId, Decision decision) {
        return new FanoutException(
                ErrorCode.NOTHING_TO_DECIDE,
                problem.formatted(eventId, decision.subscription()),
                "List the blocked keys: somebody may have decided already.");
    }
}
