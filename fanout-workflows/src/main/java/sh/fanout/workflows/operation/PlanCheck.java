package sh.fanout.workflows.operation;

import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.operation.OperationPlan;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.filter.CompiledFilter;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.schema.NearestName;

/** Refuses plans that make no sense, while whoever made them is still there. */
public final class PlanCheck {

    private final EventLog log;
    private final Supplier<CatalogState> catalog;

    public PlanCheck(EventLog log, Supplier<CatalogState> catalog) {
        this.log = log;
        this.catalog = catalog;
    }

    void require(OperationPlan plan) {
        if (plan instanceof OperationPlan.Replay replay) {
            require(replay);
        } else if (plan instanceof OperationPlan.OfLetters some) {
            require(some.letters());
        }
    }

    private void require(OperationPlan.Replay replay) {
        var events = replay.events();
        requireRange(events.from(), events.to());
        if (events.filter() != null) {
            CompiledFilter.parse(events.filter().json());
        }
        for (var subscription : replay.subscriptions()) {
            var known = catalog.get().subscriptions().keySet();
            if (!known.contains(subscription)) {
                throw new FanoutException(
                        ErrorCode.SUBSCRIPTION_GONE,
                        "Nobody serves subscription '%s'.".formatted(subscription),
                        NearestName.hint(subscription, known) + " Name none to replay to all.");
            }
        }
        if (!mayMatch(events)) {
            throw nothing("No event matches.", "Widen the range or the filter, and look at the events first.");
        }
    }

    /** Of what the log takes for open, something may have failed by now. */
    private boolean mayMatch(EventSelection events) {
        var may = events.status() == EventStatus.FAILED
                ? Stream.of(EventStatus.values())
                        .filter(it -> it == EventStatus.FAILED || !it.settled())
                        .map(events::in)
                : Stream.of(events);
        return may.anyMatch(it -> !log.scan(it, null, 1).events().isEmpty());
    }

    private void require(DeadLetterQuery letters) {
        requireRange(letters.from(), letters.to());
        if (letters.status() != null && letters.status() != DeadLetterStatus.PARKED) {
            throw nothing("Only parked letters can be acted on.", "Leave the status out.");
        }
        var parked = new DeadLetterQuery(
                letters.type(),
                letters.subscription(),
                DeadLetterStatus.PARKED,
                letters.groups(),
                letters.from(),
                letters.to(),
                null,
                1);
        if (log.deadLetters(parked).letters().isEmpty()) {
            throw nothing("No parked dead letter matches.", "List the dead letters first.");
        }
    }

    private static void requireRange(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw nothing("The range from %s to %s is empty.".formatted(from, to), "Give a 'to' that is after 'from'.");
        }
    }

    private static FanoutException nothing(String problem, String hint) {
        return new FanoutException(ErrorCode.INVALID_REQUEST, problem, hint);
    }
}
