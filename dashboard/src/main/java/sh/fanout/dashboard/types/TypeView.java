package sh.fanout.dashboard.types;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.Violation;
import sh.fanout.catalog.EventTypeSummary;
import sh.fanout.dashboard.page.Refusal;
import sh.fanout.dashboard.page.Typed;
import sh.fanout.subscription.SubscriptionState;

/**
 * What the page of an event type shows.
 *
 * @param day what has happened; {@code null} if the event log does not tell
 * @param newest the schema of the newest version; {@code null} if there is none
 * @param others the other schemas, the later ones first
 * @param subscriptions who subscribes to it, by their ids
 * @param form what stands in the form
 * @param outcome what became of the form; {@code null} if none was sent
 */
public record TypeView(
        EventTypeSummary type,
        @Nullable Day day,
        @Nullable ShownSchema newest,
        List<ShownSchema> others,
        List<SubscriptionState> subscriptions,
        Typed form,
        @Nullable Outcome outcome) {

    public TypeView {
        others = List.copyOf(others);
        subscriptions = List.copyOf(subscriptions);
    }

    /** What to write in order to subscribe. */
    public Snippet snippet() {
        return Snippet.of(type.id());
    }

    /**
     * What became of a form.
     *
     * @param refusal why it was not done; {@code null} if it was
     * @param violations what is wrong with the payload
     * @param rows who would receive the event; empty if nobody was asked, or nobody subscribes
     */
    public record Outcome(@Nullable Refusal refusal, List<Violation> violations, List<TrialRow> rows) {

        public Outcome {
            violations = List.copyOf(violations);
            rows = List.copyOf(rows);
        }
    }
}
