package sh.fanout.dashboard.deadletters;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import sh.fanout.catalog.EventTypeSummary;
import sh.fanout.catalog.EventTypes;
import sh.fanout.dashboard.page.Answer;
import sh.fanout.dashboard.page.Page;
import sh.fanout.dashboard.page.Section;
import sh.fanout.dashboard.page.Visit;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.log.Events;
import sh.fanout.log.Steps;
import sh.fanout.operation.Operations;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.Subscriptions;
import sh.fanout.subscription.Trials;

/** Shows dead letters, and acts on one of them or on many. */
public final class DeadLetterPages {

    private final DeadLetters letters;
    private final EventTypes types;
    private final Subscriptions subscriptions;
    private final BulkPages bulk;
    private final LetterPages single;

    public DeadLetterPages(
            DeadLetters letters,
            Events events,
            EventTypes types,
            Subscriptions subscriptions,
            Trials trials,
            Operations operations) {
        this.letters = letters;
        this.types = types;
        this.subscriptions = subscriptions;
        this.bulk = new BulkPages(letters, operations);
        this.single = new LetterPages(letters, events, trials);
    }

    public List<Page> pages() {
        return Stream.of(List.of(Page.at("/dead-letters", this::list)), bulk.pages(), single.pages())
                .flatMap(List::stream)
                .toList();
    }

    private Answer list(Visit visit) {
        var now = Instant.now();
        var filter = LetterFilter.of(visit);
        var after = visit.after(Section.DEAD_LETTERS);
        var steps = Steps.few(filter.counted().length(), now);
        var wanted = filter.query(now, null);
        var count = letters.count(wanted);
        var retrying = LetterFilter.PARKED.withStatus(DeadLetterStatus.RETRYING);
        return Answer.shown(
                Section.DEAD_LETTERS,
                "Dead letters",
                "deadletters/list",
                new LettersView(
                        filter,
                        count,
                        letters.groups(wanted, filter.lists() ? null : steps),
                        steps,
                        filter.lists() ? letters.page(filter.query(now, after)) : null,
                        after == null,
                        count.letters() == 0
                                ? letters.count(retrying.query(now, null)).letters()
                                : 0,
                        subscriptions.list().stream().map(SubscriptionState::id).toList(),
                        types.list().stream().map(EventTypeSummary::id).toList(),
                        now));
    }
}
