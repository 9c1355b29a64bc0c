package sh.fanout.dashboard.subscriptions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

/** Shows the subscriptions, and pauses, resumes and retires them. */
public final class SubscriptionPages {

    private final Subscriptions subscriptions;

    public SubscriptionPages(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    public List<Page> pages() {
        return Stream.concat(
                        Stream.of(Page.at("/subscriptions", this::list)),
                        Stream.of(Decision.values()).flatMap(this::pages))
                .toList();
    }

    private Stream<Page> pages(Decision decision) {
        var path = "/subscriptions/{id}/" + decision.path();
        return Stream.of(Page.at(path, SubscriptionPages::back), Page.form(path, visit -> decided(visit, decision)));
    }

    private Answer list(Visit visit) {
        return page(visit, FailedForm.NONE);
    }

    private Answer.Shown page(Visit visit, FailedForm failed) {
        var view = new SubscriptionsView(search(visit), subscriptions.list(), failed, Instant.now());
        return Answer.shown(Section.SUBSCRIPTIONS, "Subscriptions", "subscriptions/list", view);
    }

    private Answer decided(Visit visit, Decision decision) {
        try {
            decide(visit, decision);
            return back(visit);
        } catch (FanoutException refusal) {
            var form = decision.form(visit.variable("id"));
            var typed = visit.typed("who", "why", "until");
            return page(visit, new FailedForm(form, typed, Refusal.of(refusal))).refused(refusal);
        }
    }

    private void decide(Visit visit, Decision decision) {
        var id = visit.variable("id");
        var word = visit.word();
        switch (decision) {
            case PAUSE -> subscriptions.pause(id, word.who(), word.why(), end(visit));
            case RESUME -> subscriptions.resume(id, word.who(), word.why());
            case RETIRE -> subscriptions.retire(id, word.who(), word.why());
        }
    }

    private static @Nullable Instant end(Visit visit) {
        return Objects.requireNonNullElse(visit.word("until", PauseLength.class), PauseLength.OPEN)
                .until(Instant.now());
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
