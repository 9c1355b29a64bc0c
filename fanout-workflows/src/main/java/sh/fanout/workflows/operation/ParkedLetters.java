package sh.fanout.workflows.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.DeadLetterSummary;
import sh.fanout.log.PageLimit;
import sh.fanout.log.Position;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.PlannedItem;

/** The dead letters that a query matches and that were parked by some time, as items. */
record ParkedLetters(EventLog log, DeadLetterQuery wanted, Instant asOf) implements Part.Source {

    @Override
    public Part after(@Nullable Position after) {
        var page = log.deadLetters(new DeadLetterQuery(
                wanted.type(),
                wanted.subscription(),
                DeadLetterStatus.PARKED,
                wanted.groups(),
                wanted.from(),
                wanted.to() == null || wanted.to().isAfter(asOf) ? asOf : wanted.to(),
                after,
                PageLimit.MAX));
        return new Part(page.letters().stream().map(ParkedLetters::item).toList(), page.next());
    }

    private static PlannedItem item(DeadLetterSummary letter) {
        return new PlannedItem(
                letter.eventId(),
                letter.eventType(),
                letter.parked(),
                letter.parked(),
                null,
                letter.orderingKey(),
                null,
                letter.subscription(),
                null);
    }
}
