package sh.fanout.dashboard.operations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.operation.OperationPlan;

/**
 * Something that is known about what an operation is to do: a text, or a time.
 *
 * @param name what it is
 * @param text what it says; {@code null} if it is a time
 * @param time when it is; {@code null} if it is a text
 */
public record Fact(
        String name, @Nullable String text, @Nullable Instant time) {

    /** All that a plan says, without what it leaves open. */
    static List<Fact> of(OperationPlan plan) {
        var facts = new ArrayList<Fact>();
        if (plan instanceof OperationPlan.Replay replay) {
            add(facts, replay.events());
            add(facts, "To", replay.subscriptions().isEmpty() ? null : String.join(", ", replay.subscriptions()));
            add(facts, "Who has an event", replay.skipDelivered() ? "is left out" : "gets it again");
        } else if (plan instanceof OperationPlan.OfLetters some) {
            add(facts, some.letters());
        }
        return facts;
    }

    private static void add(List<Fact> facts, EventSelection events) {
        add(
                facts,
                "Events",
                events.types() == null ? "all types" : events.types().text());
        add(facts, "Status", events.status() == null ? null : Texts.word(events.status()));
        add(facts, "Key", events.key());
        add(facts, "Tag", events.tag());
        add(facts, "Caused by", events.causation());
        add(facts, "Filter", events.filter() == null ? null : events.filter().json());
        add(facts, "Accepted from", events.from());
        add(facts, "Accepted before", events.to());
    }

    private static void add(List<Fact> facts, DeadLetterQuery letters) {
        add(facts, "Subscription", letters.subscription());
        add(facts, "Type", letters.type());
        add(
                facts,
                letters.groups().size() > 1 ? "Groups" : "Group",
                letters.groups().isEmpty() ? null : String.join(", ", letters.groups()));
        add(facts, "Parked from", letters.from());
        add(facts, "Parked before", letters.to());
    }

    private static void add(List<Fact> facts, String name, @Nullable String text) {
        if (text != null) {
            facts.add(new Fact(name, text, null));
        }
    }

    private static void add(List<Fact> facts, String name, @Nullable Instant time) {
        if (time != null) {
            facts.add(new Fact(name, null, time));
        }
    }
}
