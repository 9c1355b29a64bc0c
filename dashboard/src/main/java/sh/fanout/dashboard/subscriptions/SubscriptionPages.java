package sh.fanout.dashboard.subscriptions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.web.util.UriUtils;
import sh.fanout.FanoutException;
import sh.fanout.dashboard.page.Answer;
import sh.fanout.dashboard.page.FailedForm;
import sh.fanout.dashboard.page.Page;
import sh.fanout.dashboard.page.Query;
import sh.fanout.dashboard.page.Refusal;
import sh.fanout.dashboard.page.Section;
import sh.fanout.dashboard.page.Visit;
import sh.fanout.dashboard.page.WordSearch;
import sh.fanout.subscription.Subscriptions;

/** Shows the subscriptions, and pauses and resumes them. */
public final class SubscriptionPages {

    private static final String ONE = "/subscriptions/{id}";

    private final Subscriptions subscriptions;

    public SubscriptionPages(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    public List<Page> pages() {
        return List.of(
                Page.at("/subscriptions", this::list),
                Page.at(ONE + "/pause", SubscriptionPages::back),
                Page.form(ONE + "/pause", visit -> decided(visit, this::pause)),
                Page.at(ONE + "/resume", SubscriptionPages::back),
                Page.form(ONE + "/resume", visit -> decided(visit, this::resume)));
    }

    private Answer list(Visit visit) {
        return page(visit, FailedForm.NONE);
    }

    private Answer.Shown page(Visit visit, FailedForm failed) {
        var view = new SubscriptionsView(search(visit), subscriptions.list(), failed, Instant.now());
        return Answer.shown(Section.SUBSCRIPTIONS, "Subscriptions", "subscriptions/list", view);
    }

    private void pause(Visit visit) {
        var word = visit.word();
        var length = Objects.requireNonNullElse(visit.word("until", PauseLength.class), PauseLength.OPEN);
        subscriptions.pause(visit.variable("id"), word.who(), word.why(), length.until(Instant.now()));
    }

    private void resume(Visit visit) {
        var word = visit.word();
        subscriptions.resume(visit.variable("id"), word.who(), word.why());
    }

    private Answer decided(Visit visit, Consumer<Visit> decision) {
        try {
            decision.accept(visit);
            return back(visit);
        } catch (FanoutException refusal) {
            var form = SubscriptionsView.form(visit.variable("id"));
            var typed = visit.typed("who", "why", "until");
            return page(visit, new FailedForm(form, typed, Refusal.of(refusal))).refused(refusal);
        }
    }

    private static Answer back(Visit visit) {
        var search = search(visit);
        var query = Query.NONE.with("q", search.narrows() ? search.text() : null);
        return Answer.moved(
                "subscriptions%s#%s".formatted(query, UriUtils.encodeFragment(visit.variable("id"), UTF_8)));
    }

    private static WordSearch search(Visit visit) {
        return WordSearch.of(visit.text("q"));
    }
}
