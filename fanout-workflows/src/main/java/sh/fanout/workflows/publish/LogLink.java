package sh.fanout.workflows.publish;

import static sh.fanout.workflows.temporal.WorkflowClock.now;

import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sh.fanout.Violation;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.PassedOver;
import sh.fanout.workflows.log.LogEntry;
import sh.fanout.workflows.log.Recorder;
import sh.fanout.workflows.temporal.Carried;
import sh.fanout.workflows.temporal.JsonWeight;
import sh.fanout.workflows.temporal.RemoteActivities;

/** Tells the log what becomes of one event: durably, and however long the store is away. */
final class LogLink {

    /** A record travels through a workflow task, which carries 4 MB at most. */
    private static final int MAX_ENTRY_WEIGHT = 1 << 20;

    private final Carried event;
    private final Instant accepted;
    private final Supplier<@Nullable Long> position;
    private final Recorder recorder;

    /** By delivery: its revision when the log was told of it; the rounds of one must not repeat all others in the history. */
    private final Map<String, Long> told = new HashMap<>();

    /** @param position where the event stands in its lane, by now */
    LogLink(Carried event, Instant accepted, Supplier<@Nullable Long> position, String queue) {
        this.event = event;
        this.accepted = accepted;
        this.position = position;
        this.recorder = Workflow.newActivityStub(
                Recorder.class,
                RemoteActivities.untilDone("into the event log")
                        .setTaskQueue(queue)
                        .build());
    }

    void rejected(List<Violation> violations) {
        recorder.record(entry(EventStatus.REJECTED, now(), 0, List.of(), violations, List.of()));
    }

    void cancelled() {
        recorder.record(entry(EventStatus.CANCELLED, now(), 0, List.of(), List.of(), List.of()));
    }

    /** Nobody waits for it, as for {@link #delivering}. */
    void scheduled() {
        var entry = entry(EventStatus.SCHEDULED, null, 0, List.of(), List.of(), List.of());
        Async.procedure(recorder::record, entry);
    }

    /**
     * Tells what is new. Nobody waits for it, however long the store is away: what comes after says more, and the last record
     * all.
     */
    void delivering(Outcomes outcomes) {
        var news = outcomes.logged().stream().filter(this::isNews).toList();
        Async.procedure(() -> record(EventStatus.DELIVERING, null, outcomes, news));
    }

    void settled(Outcomes outcomes) {
        record(outcomes.status(), now(), outcomes, outcomes.logged());
    }

    private boolean isNews(LoggedDelivery delivery) {
        var before = told.put(delivery.id(), delivery.revision());
        return before == null || before != delivery.revision();
    }

    private void record(
            EventStatus status, @Nullable Instant settled, Outcomes outcomes, List<LoggedDelivery> deliveries) {
        for (var part : split(deliveries)) {
            recorder.record(entry(status, settled, outcomes.recipients(), outcomes.passedOver(), List.of(), part));
        }
    }

    private LogEntry entry(
            EventStatus status,
            @Nullable Instant settled,
            int recipients,
            List<PassedOver> passedOver,
            List<Violation> violations,
            List<LoggedDelivery> deliveries) {
        var workflowId = Workflow.getInfo().getWorkflowId();
        return new LogEntry(
                new LoggedEvent(
                        event.envelope(),
                        workflowId,
                        status,
                        accepted,
                        settled,
                        position.get(),
                        recipients,
                        passedOver,
                        violations,
                        deliveries),
                event.complete());
    }

    private static List<List<LoggedDelivery>> split(List<LoggedDelivery> deliveries) {
        var parts = new ArrayList<List<LoggedDelivery>>();
        var part = new ArrayList<LoggedDelivery>();
        int weight = 0;
        for (var delivery : deliveries) {
            weight += JsonWeight.of(delivery);
            if (weight > MAX_ENTRY_WEIGHT && !part.isEmpty()) {
                parts.add(List.copyOf(part));
                part.clear();
                weight = JsonWeight.of(delivery);
            }
            part.add(delivery);
        }
        parts.add(List.copyOf(part));
        return parts;
    }
}
