package sh.fanout.dashboard.replays;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.catalog.EventTypeSummary;
import sh.fanout.catalog.EventTypes;
import sh.fanout.dashboard.page.Answer;
import sh.fanout.dashboard.page.Page;
import sh.fanout.dashboard.page.Refusal;
import sh.fanout.dashboard.page.Section;
import sh.fanout.dashboard.page.Visit;
import sh.fanout.log.EventQuery;
import sh.fanout.log.Events;
import sh.fanout.operation.Operations;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.SubscriptionStatus;
import sh.fanout.subscription.Subscriptions;

/** Leads to a replay, stage by stage on one address, and drafts it. */
public final class ReplayPages {

    private static final String PATH = "/replays/new";

    private final Events events;
    private final EventTypes types;
    private final Subscriptions subscriptions;
    private final Operations operations;

    public ReplayPages(Events events, EventTypes types, Subscriptions subscriptions, Operations operations) {
        this.events = events;
        this.types = types;
        this.subscriptions = subscriptions;
        this.operations = operations;
    }

    public List<Page> pages() {
        return List.of(Page.at(PATH, this::show), Page.form(PATH, this::draft));
    }

    private Answer show(Visit visit) {
        var asked = visit.word("stage", Stage.class);
        var stage = asked == null ? Stage.WHAT : asked;
        var wish = Wish.of(visit);
        if (stage == Stage.WHAT) {
            return page(wish, stage, null);
        }
        try {
            var exact = wish.anywhere(visit.zone());
            if (!exact.equals(wish)) {
                return Answer.moved(PATH.substring(1) + exact.address(stage));
            }
            requireEvents(wish, visit);
        } catch (FanoutException refusal) {
            return refused(wish, Stage.WHAT, refusal);
        }
        try {
            wish.pace();
        } catch (FanoutException refusal) {
            return refused(wish, Stage.HOW, refusal);
        }
        return page(wish, stage, null);
    }

    /** What matches nothing is told before somebody goes on with it. */
    private void requireEvents(Wish wish, Visit visit) {
        var page = events.page(EventQuery.of(wish.events(visit.zone())).limit(1));
        if (page.events().isEmpty() && page.next() == null) {
            var warning = page.searched() == null ? null : page.searched().warning();
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "No event matches.",
                    warning == null ? "Widen the range or the filter." : warning);
        }
    }

    private Answer draft(Visit visit) {
        var wish = Wish.of(visit);
        try {
            var word = visit.word();
            var id = operations.draft(wish.plan(visit.zone()), wish.pace(), word.who(), word.why());
            return Answer.moved("operations", id);
        } catch (FanoutException refusal) {
            return refused(wish, Stage.CHECK, refusal);
        }
    }

    private Answer refused(Wish wish, Stage stage, FanoutException refusal) {
        return page(wish, stage, Refusal.of(refusal)).refused(refusal);
    }

    private Answer.Shown page(Wish wish, Stage stage, @Nullable Refusal refusal) {
        var view = new ReplayView(
                wish,
                stage,
                types.list().stream().map(EventTypeSummary::id).toList(),
                subscriptions.list().stream()
                        .filter(it -> it.status() != SubscriptionStatus.RETIRED)
                        .map(SubscriptionState::id)
                        .toList(),
                refusal,
                Instant.now());
        return Answer.shown(Section.REPLAYS, "New replay", "replays/replay", view);
    }
}
