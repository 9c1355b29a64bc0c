package sh.fanout.dashboard.lanes;

import java.time.Instant;
import java.util.List;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.dashboard.lanes.LanesView.Decision;
import sh.fanout.dashboard.page.Answer;
import sh.fanout.dashboard.page.FailedForm;
import sh.fanout.dashboard.page.Page;
import sh.fanout.dashboard.page.Refusal;
import sh.fanout.dashboard.page.Section;
import sh.fanout.dashboard.page.Visit;
import sh.fanout.lane.BlockedKey;
import sh.fanout.lane.Lanes;

/** Shows the blocked keys, and has what holds one tried again or skipped. */
public final class LanePages {

    private static final String ONE = "/lanes/{eventId}/{subscription}";

    private final Lanes lanes;

    public LanePages(Lanes lanes) {
        this.lanes = lanes;
    }

    public List<Page> pages() {
        return List.of(
                Page.at("/lanes", this::list),
                Page.at(ONE + "/retry", LanePages::back),
                Page.form(ONE + "/retry", visit -> decided(visit, Decision.RETRY)),
                Page.at(ONE + "/skip", LanePages::back),
                Page.form(ONE + "/skip", visit -> decided(visit, Decision.SKIP)));
    }

    private Answer list(Visit visit) {
        return page(lanes.blocked(), FailedForm.NONE);
    }

    private static Answer.Shown page(List<BlockedKey> blocked, FailedForm failed) {
        return Answer.shown(Section.LANES, "Lanes", "lanes/list", new LanesView(blocked, failed, Instant.now()));
    }

    private Answer decided(Visit visit, Decision decision) {
        var blocked = lanes.blocked();
        try {
            decide(visit, decision, blocked);
            return back(visit);
        } catch (FanoutException refusal) {
            var form = LanesView.form(decision, visit.variable("eventId"), visit.variable("subscription"));
            var typed = visit.typed("who", "why", "key");
            return page(blocked, new FailedForm(form, typed, Refusal.of(refusal)))
                    .refused(refusal);
        }
    }

    private void decide(Visit visit, Decision decision, List<BlockedKey> blocked) {
        var eventId = visit.variable("eventId");
        var subscription = visit.variable("subscription");
        var word = visit.word();
        switch (decision) {
            case RETRY -> lanes.retry(eventId, subscription, word.who(), word.why());
            case SKIP -> {
                blocked.stream()
                        .filter(it -> it.eventId().equals(eventId)
                                && it.subscription().equals(subscription))
                        .forEach(it -> requireTyped(it.key(), visit.required("key")));
                lanes.skip(eventId, subscription, word.who(), word.why());
            }
        }
    }

    private static void requireTyped(String key, String typed) {
        if (!typed.equals(key.strip())) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "The key is '%s', and '%s' was typed.".formatted(key, typed),
                    "Type the key of the row that you mean to skip.");
        }
    }

    private static Answer back(Visit visit) {
        return Answer.moved(Section.LANES.path());
    }
}
