package sh.fanout.workflows.log;

import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.FanoutException;
import sh.fanout.deadletter.DeadLetterAction;
import sh.fanout.deadletter.DeadLetterSummary;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationStatus;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.RunEnd;

/**
 * Writes into the log what has become of runs that could not say so: they were ended from outside, or are gone with the
 * server that had them. Whoever looks first writes it down; without that they would be open for ever.
 *
 * <p>Safe for use by any number of threads. A method throws {@link StatusRuntimeException} if Temporal does not answer, and
 * {@code FANOUT-011} if the store does not.
 */
public final class EndedRuns {

    private static final Logger logger = LoggerFactory.getLogger(EndedRuns.class);

    private static final int MOST_AT_A_SWEEP = 5_000;

    private final EventLog log;
    private final Bus bus;

    public EndedRuns(EventLog log, Bus bus) {
        this.log = log;
        this.bus = bus;
    }

    /** The event as it is: an open one of which the fan-out has ended, or a dead letter that was being retried, has failed. */
    public LoggedEvent reconciled(LoggedEvent event) {
        if (!event.status().settled()) {
            return ended(event, event.accepted()).orElse(event);
        }
        var id = event.envelope().id();
        var closed = event.deliveries().stream()
                .filter(it -> !it.status().settled())
                .map(LoggedDelivery::subscription)
                .filter(it -> isOver(id, it))
                .toList();
        return closed.isEmpty() ? event : log.find(id).orElse(event);
    }

    /** The event as it is; as the log has it while that cannot be told. */
    public LoggedEvent asFarAsKnown(LoggedEvent event) {
        try {
            return reconciled(event);
        } catch (StatusRuntimeException | FanoutException away) {
            logger.debug("It cannot be told whether the fan-out {} goes on", event.workflowId(), away);
            return event;
        }
    }

    /**
     * Writes down which of the events have failed, of those that the log takes for open: who selects by it finds them then.
     * Each costs a call: of very many, only the ones that were accepted first are looked at.
     */
    public void writeDownEnds(EventSelection events) {
        var open = Stream.of(EventStatus.values()).filter(it -> !it.settled()).map(events::in);
        open.flatMap(it -> log.scan(it, null, MOST_AT_A_SWEEP).events().stream())
                .limit(MOST_AT_A_SWEEP)
                .forEach(this::asFarAsKnown);
    }

    private Optional<LoggedEvent> ended(LoggedEvent event, Instant open) {
        var ended = end(event, open);
        ended.ifPresent(it -> log.append(List.of(it)));
        return ended;
    }

    /** What was scanned lacks the attempts, which must not be overwritten. */
    Optional<LoggedEvent> end(LoggedEvent event, Instant open) {
        return bus.history()
                .endFromOutside(event.workflowId(), open)
                .map(end -> end(log.find(event.envelope().id()).orElse(event), end));
    }

    private static LoggedEvent end(LoggedEvent newest, RunEnd end) {
        return newest.status().settled() ? newest : newest.ended(end.when(), end.why());
    }

    private boolean isOver(String eventId, String subscription) {
        return log.deadLetterEntry(eventId, subscription)
                .filter(entry -> close(entry, null).isPresent())
                .isPresent();
    }

    /**
     * Closes an open dead letter that has no run any more.
     *
     * @param last what somebody does about it; {@code null} if nobody does
     * @return why it has none; empty if it has one, or was closed before
     */
    public Optional<RunEnd> close(DeadLetterEntry entry, @Nullable DeadLetterAction last) {
        var letter = entry.letter().summary();
        var end = end(letter, letter.changed());
        end.ifPresent(it -> log.append(List.of(), List.of(entry.discarded(last == null ? discardedBy(it) : last))));
        return end;
    }

    Optional<RunEnd> end(DeadLetterSummary letter, Instant open) {
        return letter.status().closed()
                ? Optional.empty()
                : bus.history()
                        .endFromOutside(
                                bus.ids().deadLetter(letter.eventType(), letter.eventId(), letter.subscription()),
                                open);
    }

    static DeadLetterAction discardedBy(RunEnd end) {
        return new DeadLetterAction(DeadLetterAction.Kind.DISCARD, "somebody", end.why(), end.when(), List.of(), null);
    }

    /** The operation as it is: an open one whose run has ended has failed. */
    public Operation reconciled(Operation operation) {
        return reconciled(operation, operation.changed());
    }

    Operation reconciled(Operation operation, Instant open) {
        if (operation.status().closed()) {
            return operation;
        }
        return bus.history()
                .endFromOutside(bus.ids().operation(operation.id()), open)
                .map(end -> ended(log.operations().find(operation.id()).orElse(operation), end))
                .orElse(operation);
    }

    /** It may have told the log of its end since it was read. */
    private Operation ended(Operation newest, RunEnd end) {
        if (newest.status().closed()) {
            return newest;
        }
        var ended = newest.in(OperationStatus.FAILED, end.why(), end.when());
        log.operations().writeEnd(ended);
        return ended;
    }
}
