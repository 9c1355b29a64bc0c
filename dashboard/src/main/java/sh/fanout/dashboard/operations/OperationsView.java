package sh.fanout.dashboard.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.dashboard.page.Query;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationAction;
import sh.fanout.operation.OperationPage;

/**
 * What the list of operations shows.
 *
 * @param first whether it is the first page
 */
public record OperationsView(OperationFilter filter, OperationPage page, boolean first, Instant now) {

    /** What an operation does. */
    public String what(Operation operation) {
        return PlanText.of(operation.plan());
    }

    public StatusLine statusLine(Operation operation) {
        return StatusLine.of(operation);
    }

    /** Who asked for it, as far as that is remembered. */
    public OperationAction asked(Operation operation) {
        return operation.actions().get(0);
    }

    public Meter meter(Operation operation) {
        var progress = operation.progress();
        return OperationView.isDraft(operation) ? Meter.planned(progress) : Meter.of(progress);
    }

    /** How many of its items have settled; of a draft, how many there are to do. */
    public String settled(Operation operation) {
        var progress = operation.progress();
        return OperationView.isDraft(operation)
                ? "%s to do".formatted(Texts.number(progress.remaining()))
                : "%s of %s"
                        .formatted(
                                Texts.number(progress.total() - progress.remaining()), Texts.number(progress.total()));
    }

    /** What the address of the older operations says; {@code null} if there are none. */
    public @Nullable Query older() {
        return page.next() == null ? null : filter.address().after(filter.section(), page.next());
    }
}
