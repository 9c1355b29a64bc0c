package sh.fanout.workflows.deadletter;

import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.EventEnvelope;
import sh.fanout.FanoutException;
import sh.fanout.InvalidPayloadException;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterAction;
import sh.fanout.deadletter.DeadLetterCount;
import sh.fanout.deadletter.DeadLetterGroup;
import sh.fanout.deadletter.DeadLetterPage;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.deadletter.PayloadChange;
import sh.fanout.log.Steps;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.log.EndedRuns;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.ItemRef;
import sh.fanout.workflows.schema.PayloadReader;
import sh.fanout.workflows.selection.Recipient;
import sh.fanout.workflows.selection.Selector;
import sh.fanout.workflows.temporal.OperatorsWords;
import sh.fanout.workflows.temporal.RunEnd;
import sh.fanout.workflows.temporal.WorkflowIds;
import sh.fanout.workflows.temporal.WorkflowUpdates;

/** Finds dead letters in the log, and brings what operators want to the runs that keep them. */
public final class LoggedDeadLetters implements DeadLetters {

    private final EventLog log;
    private final EndedRuns endedRuns;
    private final WorkflowUpdates updates;
    private final WorkflowIds ids;
    private final Supplier<CatalogState> catalog;
    private final Selector selector;

    public LoggedDeadLetters(
            EventLog log,
            EndedRuns endedRuns,
            WorkflowUpdates updates,
            WorkflowIds ids,
            Supplier<CatalogState> catalog,
            Selector selector) {
        this.log = log;
        this.endedRuns = endedRuns;
        this.updates = updates;
        this.ids = ids;
        this.catalog = catalog;
        this.selector = selector;
    }

    @Override
    public DeadLetterPage page(DeadLetterQuery query) {
        return log.deadLetters(query);
    }

    @Override
    public List<DeadLetterGroup> groups(DeadLetterQuery query, @Nullable Steps steps) {
        return log.deadLetterGroups(query, steps, MAX_GROUPS);
    }

    @Override
    public DeadLetterCount count(DeadLetterQuery query) {
        return log.countDeadLetters(query);
    }

    @Override
    public Optional<DeadLetter> find(String eventId, String subscription) {
        return log.deadLetter(eventId, subscription);
    }

    @Override
    public void retry(String eventId, String subscription, @Nullable String payload, String who, String why) {
        OperatorsWords.require(who, why);
        var event = get(eventId, subscription).event();
        var known = catalog.get();
        var changes = payload == null ? List.<PayloadChange>of() : changes(event, payload, known);
        var edited = payload == null ? null : event.withPayload(payload);
        var recipient = recipient(edited == null ? event : edited, subscription, known);
        act(event, subscription, LetterAct.retry(recipient, edited, changes, who, why));
    }

    @Override
    public void discard(String eventId, String subscription, String who, String why) {
        OperatorsWords.require(who, why);
        act(get(eventId, subscription).event(), subscription, LetterAct.discard(who, why));
    }

    /** Retries a letter for an item of an operation, which is told how that ends; again, it changes nothing. */
    public void retry(ItemRef item, String eventId, String subscription, String who, String why) {
        var event = get(eventId, subscription).event();
        var recipient = recipient(event, subscription, catalog.get());
        act(
                event,
                subscription,
                LetterAct.retry(recipient, null, List.of(), who, why).forItem(item));
    }

    /**
     * Discards a letter for an item of an operation, as {@link #retry(ItemRef, String, String, String, String)} retries one.
     *
     * @return whether that is all, and nobody will be told of it: the letter had no run any more
     */
    public boolean discard(ItemRef item, String eventId, String subscription, String who, String why) {
        return !act(
                get(eventId, subscription).event(),
                subscription,
                LetterAct.discard(who, why).forItem(item));
    }

    private List<PayloadChange> changes(EventEnvelope event, String payload, CatalogState known) {
        var edited = PayloadReader.read(event.type(), payload);
        var violations = selector.check(event, edited, known);
        if (!violations.isEmpty()) {
            throw new InvalidPayloadException(event.type(), violations);
        }
        return PayloadDiff.of(PayloadReader.read(event.type(), event.payload()), edited);
    }

    private Recipient recipient(EventEnvelope event, String subscription, CatalogState known) {
        return selector.recipient(event, subscription, known)
                .orElseThrow(() -> new FanoutException(
                        ErrorCode.SUBSCRIPTION_GONE,
                        "Nobody serves subscription '%s' any more.".formatted(subscription),
                        "Deploy a build that has it, or discard the letter."));
    }

    /** Returns whether it was done by the run of the letter, and not for it. */
    private boolean act(EventEnvelope event, String subscription, LetterAct act) {
        var acted = updates.send(
                ids.deadLetter(event.type(), event.id(), subscription),
                DeadLetterRun.ACT,
                act,
                LetterActed.class,
                "Look at the letter before you act again.");
        if (acted.isEmpty()) {
            actWithoutRun(event.id(), subscription, act);
            return false;
        }
        if (!acted.get().done()) {
            throw late(acted.get(), event.id(), subscription);
        }
        return true;
    }

    /** A letter that has no run any more can still be discarded; whatever is done about it, it waits no longer. */
    private void actWithoutRun(String eventId, String subscription, LetterAct act) {
        var isDiscard = act.kind() == DeadLetterAction.Kind.DISCARD;
        var end = discarded(eventId, subscription, isDiscard ? act.action(Instant.now()) : null);
        if (end.isEmpty()) {
            throw closed(eventId, subscription);
        }
        if (!isDiscard) {
            throw gone(end.get(), eventId, subscription);
        }
    }

    private Optional<RunEnd> discarded(String eventId, String subscription, @Nullable DeadLetterAction last) {
        try {
            return updates.patiently(
                    () -> log.deadLetterEntry(eventId, subscription).flatMap(entry -> endedRuns.close(entry, last)));
        } catch (StatusRuntimeException e) {
            throw new FanoutException(
                    ErrorCode.TEMPORAL_UNREACHABLE,
                    "Temporal did not tell how the run of the dead letter of event %s and subscription '%s' ended."
                            .formatted(eventId, subscription),
                    "Try it again.",
                    e);
        }
    }

    private static FanoutException gone(RunEnd end, String eventId, String subscription) {
        return new FanoutException(
                ErrorCode.NOTHING_TO_DECIDE,
                "The dead letter of event %s and subscription '%s' cannot be retried: %s."
                        .formatted(eventId, subscription, end.why()),
                "Replay the event to the subscription; the letter is closed now.");
    }

    private static FanoutException late(LetterActed first, String eventId, String subscription) {
        var last = first.last();
        return new FanoutException(
                ErrorCode.NOTHING_TO_DECIDE,
                "The dead letter of event %s and subscription '%s' is %s%s."
                        .formatted(
                                eventId,
                                subscription,
                                first.status().name().toLowerCase(Locale.ROOT),
                                last == null
                                        ? ""
                                        : " since %s, by %s: %s".formatted(last.when(), last.who(), last.why())),
                "Look at the letter: somebody was first.");
    }

    private static FanoutException closed(String eventId, String subscription) {
        return new FanoutException(
                ErrorCode.NOTHING_TO_DECIDE,
                "The dead letter of event %s and subscription '%s' is closed.".formatted(eventId, subscription),
                "Look at the letter: it is delivered, discarded or expired.");
    }
}
