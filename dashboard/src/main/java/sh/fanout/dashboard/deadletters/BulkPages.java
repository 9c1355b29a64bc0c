package sh.fanout.dashboard.deadletters;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.operation.Operations;

/** Asks how to act on many dead letters, and begins with it. */
final class BulkPages {

    private final DeadLetters letters;
    private final Operations operations;

    BulkPages(DeadLetters letters, Operations operations) {
        this.letters = letters;
        this.operations = operations;
    }

    List<Page> pages() {
        return Stream.of(Bulk.values())
                .flatMap(bulk -> Stream.of(
                        Page.at("/dead-letters/" + bulk.path(), visit -> ask(visit, bulk)),
                        Page.form("/dead-letters/" + bulk.path(), visit -> begin(visit, bulk))))
                .toList();
    }

    private Answer ask(Visit visit, Bulk bulk) {
        return page(bulk, filter(visit), Typed.NOTHING, null);
    }

    private Answer begin(Visit visit, Bulk bulk) {
        var filter = filter(visit);
        try {
            var meant = filter.before(visit.zone().read(visit.required("before")));
            bulk.requireCount(letters.count(meant).letters(), visit.text("count"));
            var word = visit.word();
            var id = operations.draft(bulk.plan(meant), PaceFields.of(visit), word.who(), word.why());
            operations.start(id, word.who(), word.why());
            return Answer.moved("operations", id);
        } catch (FanoutException refusal) {
            var typed = visit.typed("rate", "pauseAfter", "who", "why", "count");
            return page(bulk, filter, typed, Refusal.of(refusal)).refused(refusal);
        }
    }

    private Answer.Shown page(Bulk bulk, LetterFilter filter, Typed typed, @Nullable Refusal refusal) {
        var now = Instant.now();
        var meant = filter.before(now);
        var view = new BulkView(bulk, filter, letters.count(meant), letters.groups(meant), now, typed, refusal);
        return Answer.shown(Section.DEAD_LETTERS, bulk.title() + " dead letters", "deadletters/bulk", view);
    }

    private static LetterFilter filter(Visit visit) {
        var filter = LetterFilter.of(visit).withStatus(DeadLetterStatus.PARKED);
        if (visit.text("selected") != null && filter.groups().isEmpty()) {
            // No group at all would be every group.
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST, "No group is selected.", "Go back and tick the groups that you mean.");
        }
        return filter;
    }
}
