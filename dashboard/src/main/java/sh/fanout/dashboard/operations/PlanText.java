package sh.fanout.dashboard.operations;

import java.util.List;
import java.util.Set;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.log.EventSelection;
import sh.fanout.operation.OperationPlan;

/** What an operation does, in a few words. */
final class PlanText {

    /** More names make a line that nobody reads. */
    private static final int NAMED = 3;

    private PlanText() {}

    static String of(OperationPlan plan) {
        return plan.either(PlanText::replay, PlanText::letters);
    }

    private static String replay(OperationPlan.Replay replay) {
        return "Replay %s to %s".formatted(events(replay.events()), names(replay.subscriptions()));
    }

    private static String events(EventSelection events) {
        var types = events.types() == null ? "events" : events.types().text();
        if (events.status() != null) {
            return "%s %s".formatted(Texts.word(events.status()), types);
        }
        return events.types() == null ? "all events" : types;
    }

    /** Some subscriptions, of which none are all. */
    static String names(List<String> subscriptions) {
        if (subscriptions.isEmpty()) {
            return "all who want them";
        }
        if (subscriptions.size() > NAMED) {
            return Texts.count(subscriptions.size(), "subscription");
        }
        var last = subscriptions.size() - 1;
        return last == 0
                ? subscriptions.get(0)
                : "%s and %s".formatted(String.join(", ", subscriptions.subList(0, last)), subscriptions.get(last));
    }

    private static String groups(Set<String> groups) {
        return switch (groups.size()) {
            case 0 -> "dead letters";
            case 1 -> "a group of dead letters";
            default -> Texts.count(groups.size(), "group") + " of dead letters";
        };
    }

    private static String letters(OperationPlan.OfLetters plan) {
        var letters = plan.letters();
        return "%s %s%s%s"
                .formatted(
                        Texts.title(plan.kind()),
                        groups(letters.groups()),
                        letters.subscription() == null ? "" : " of " + letters.subscription(),
                        letters.type() == null ? "" : " and " + letters.type());
    }
}
