package sh.fanout.dashboard.operations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.dashboard.page.Answer;
import sh.fanout.dashboard.page.PaceFields;
import sh.fanout.dashboard.page.Page;
import sh.fanout.dashboard.page.Refusal;
import sh.fanout.dashboard.page.Section;
import sh.fanout.dashboard.page.Typed;
import sh.fanout.dashboard.page.Visit;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationItem;
import sh.fanout.operation.OperationItemQuery;
import sh.fanout.operation.Operations;

/** Shows operations, and one of them, and holds, changes or ends it. */
public final class OperationPages {

    private static final String OPERATION = "/operations/{id}";

    private final Operations operations;

    public OperationPages(Operations operations) {
        this.operations = operations;
    }

    public List<Page> pages() {
        return List.of(
                Page.at("/operations", visit -> list(visit, Section.OPERATIONS)),
                Page.at("/replays", visit -> list(visit, Section.REPLAYS)),
                Page.at(OPERATION, this::show),
                Page.at(OPERATION + "/{act}", OperationPages::back),
                Page.form(OPERATION + "/start", visit -> act(visit, operations::start)),
                Page.form(OPERATION + "/pause", visit -> act(visit, operations::pause)),
                Page.form(OPERATION + "/resume", visit -> act(visit, operations::resume)),
                Page.form(OPERATION + "/cancel", visit -> act(visit, operations::cancel)),
                Page.form(OPERATION + "/rate", this::changeRate));
    }

    private Answer list(Visit visit, Section section) {
        var filter = OperationFilter.of(visit, section);
        var after = visit.after(section);
        return Answer.shown(
                section,
                section.title(),
                "operations/list",
                new OperationsView(filter, operations.page(filter.query(after)), after == null, Instant.now()));
    }

    private Answer show(Visit visit) {
        return page(visit, Typed.NOTHING, null);
    }

    private Answer changeRate(Visit visit) {
        return act(visit, (id, who, why) -> operations.changeRate(id, PaceFields.rate(visit.text("rate")), who, why));
    }

    private Answer act(Visit visit, Act act) {
        try {
            var word = visit.word();
            act.on(visit.variable("id"), word.who(), word.why());
            return back(visit);
        } catch (FanoutException refusal) {
            return page(visit, visit.typed("who", "why", "rate"), Refusal.of(refusal))
                    .refused(refusal);
        }
    }

    private Answer.Shown page(Visit visit, Typed typed, @Nullable Refusal refusal) {
        var operation = operations.get(visit.variable("id"));
        var status = visit.word("status", OperationItem.Status.class);
        var after = after(visit);
        var progress = operation.progress();
        var sampled = status == null && OperationView.isDraft(operation) ? OperationItem.Status.PENDING : status;
        var items = operations.items(new OperationItemQuery(operation.id(), sampled, null, after, OperationView.ITEMS));
        var view = new OperationView(
                operation,
                operations.progress(operation.id()),
                items,
                status,
                after,
                progress.failed() == 0 ? List.of() : reasons(operation, OperationItem.Status.FAILED),
                progress.skipped() == 0 ? List.of() : reasons(operation, OperationItem.Status.SKIPPED),
                typed,
                refusal,
                Instant.now());
        return Answer.shown(view.section(), view.title(), "operations/operation", view);
    }

    private List<Reason> reasons(Operation operation, OperationItem.Status status) {
        return Reason.of(operations.items(
                OperationItemQuery.of(operation.id()).in(status).limit(OperationView.ASKED)));
    }

    private static long after(Visit visit) {
        var text = visit.text("after");
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "'%s' is no number of an item.".formatted(text),
                    "Begin with the first items, and follow their links.",
                    e);
        }
    }

    private static Answer back(Visit visit) {
        return Answer.moved("operations", visit.variable("id"));
    }

    @FunctionalInterface
    private interface Act {
        void on(String id, String who, String why);
    }
}
