package sh.fanout.dashboard.deadletters;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sh.fanout.FanoutException;
import sh.fanout.Violation;
import sh.fanout.dashboard.page.Answer;
import sh.fanout.dashboard.page.Page;
import sh.fanout.dashboard.page.PrettyJson;
import sh.fanout.dashboard.page.Refusal;
import sh.fanout.dashboard.page.Section;
import sh.fanout.dashboard.page.Typed;
import sh.fanout.dashboard.page.Visit;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.log.Events;
import sh.fanout.subscription.Trials;

/** Shows a dead letter, and edits, retries or discards it. */
final class LetterPages {

    private static final String LETTER = "/dead-letters/{eventId}/{subscription}";

    private final DeadLetters letters;
    private final Events events;
    private final Trials trials;

    LetterPages(DeadLetters letters, Events events, Trials trials) {
        this.letters = letters;
        this.events = events;
        this.trials = trials;
    }

    List<Page> pages() {
        return List.of(
                Page.at(LETTER, this::show),
                Page.question(LETTER, this::check),
                Page.at(LETTER + "/{act}", LetterPages::back),
                Page.form(LETTER + "/retry", this::retry),
                Page.form(LETTER + "/discard", this::discard));
    }

    private Answer show(Visit visit) {
        var letter = letter(visit);
        return page(letter, payload(letter), null, Typed.NOTHING, null);
    }

    /** Says what a retry with the payload would say, and does nothing. */
    private Answer check(Visit visit) {
        var letter = letter(visit);
        var payload = edited(visit, letter);
        try {
            var violations = trials.of(letter.event().withPayload(payload)).violations();
            return page(letter, payload, violations, typed(visit), null);
        } catch (FanoutException refusal) {
            return refused(visit, letter, refusal);
        }
    }

    private Answer retry(Visit visit) {
        var letter = letter(visit);
        var payload = edited(visit, letter);
        try {
            var word = visit.word();
            letters.retry(
                    letter.event().id(),
                    letter.summary().subscription(),
                    payload.equals(payload(letter)) ? null : payload,
                    word.who(),
                    word.why());
            return back(visit);
        } catch (FanoutException refusal) {
            return refused(visit, letter, refusal);
        }
    }

    private Answer discard(Visit visit) {
        try {
            var word = visit.word();
            letters.discard(visit.variable("eventId"), visit.variable("subscription"), word.who(), word.why());
            return back(visit);
        } catch (FanoutException refusal) {
            return refused(visit, letter(visit), refusal);
        }
    }

    private Answer refused(Visit visit, DeadLetter letter, FanoutException refusal) {
        return page(letter, edited(visit, letter), null, typed(visit), Refusal.of(refusal))
                .refused(refusal);
    }

    private Answer.Shown page(
            DeadLetter letter,
            String payload,
            @Nullable List<Violation> violations,
            Typed typed,
            @Nullable Refusal refusal) {
        var summary = letter.summary();
        var published = letter.edited()
                ? events.find(summary.eventId())
                        .map(it -> PrettyJson.of(it.envelope().payload()))
                        .orElseGet(() -> payload(letter))
                : payload(letter);
        var alike = letters.count(
                LetterFilter.PARKED.withGroups(Set.of(summary.group())).query(Instant.now(), null));
        var view = new LetterView(letter, published, payload, alike.letters(), violations, typed, refusal);
        return Answer.shown(Section.DEAD_LETTERS, view.error().message(), "deadletters/letter", view);
    }

    private DeadLetter letter(Visit visit) {
        return letters.get(visit.variable("eventId"), visit.variable("subscription"));
    }

    private static String payload(DeadLetter letter) {
        return PrettyJson.of(letter.event().payload());
    }

    /** The payload as it is in the form; as it is in the letter if the form has none. */
    private static String edited(Visit visit, DeadLetter letter) {
        var text = visit.text("payload");
        return text == null ? payload(letter) : PrettyJson.of(text);
    }

    private static Typed typed(Visit visit) {
        return visit.typed("who", "why");
    }

    private static Answer back(Visit visit) {
        return Answer.moved("dead-letters", visit.variable("eventId"), visit.variable("subscription"));
    }
}
