package sh.fanout.workflows.operation;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Position;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.ItemOutcome;
import sh.fanout.workflows.log.ItemRef;
import sh.fanout.workflows.log.WorkItem;
import sh.fanout.workflows.replay.ReplayOrder;
import sh.fanout.workflows.replay.ReplayStarter;
import sh.fanout.workflows.selection.Selector;

/** Starts the replays of operations. */
final class ReplayActs {

    private final EventLog log;
    private final Supplier<CatalogState> catalog;
    private final Selector selector;
    private final ReplayStarter starter;

    ReplayActs(EventLog log, Supplier<CatalogState> catalog, Selector selector, ReplayStarter starter) {
        this.log = log;
        this.catalog = catalog;
        this.selector = selector;
        this.starter = starter;
    }

    /** What starts an item of the batch, which settles the item later; or says at once why the item is left out. */
    Function<WorkItem, Optional<ItemOutcome>> of(Batch batch) {
        var positions = batch.items().stream()
                .map(it -> new Position(it.accepted(), it.eventId()))
                .distinct()
                .toList();
        var events =
                log.find(positions).stream().collect(toMap(it -> it.envelope().id(), Function.identity()));
        var known = catalog.get();
        return item -> start(
                new ItemRef(batch.operation(), item.number()),
                item,
                Optional.ofNullable(events.get(item.eventId())),
                known);
    }

    private Optional<ItemOutcome> start(
            ItemRef ref, WorkItem item, Optional<LoggedEvent> recorded, CatalogState known) {
        if (recorded.isEmpty()) {
            return Optional.of(ItemOutcome.skipped(ref, "the event log has it no more", Instant.now()));
        }
        var event = recorded.get().envelope();
        var recipient = selector.recipient(event, item.subscription(), known);
        if (recipient.isEmpty()) {
            return Optional.of(ItemOutcome.skipped(ref, "nobody serves the subscription any more", Instant.now()));
        }
        var type = known.types().get(event.type());
        var deadLetters = type == null || type.terms().dlq();
        starter.start(event, new ReplayOrder(ref, item.accepted(), recipient.get(), deadLetters));
        return Optional.empty();
    }
}
