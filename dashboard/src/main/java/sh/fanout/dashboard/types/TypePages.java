package sh.fanout.dashboard.types;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventPattern;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;
import sh.fanout.InvalidPayloadException;
import sh.fanout.PublishOptions;
import sh.fanout.catalog.DefinedEventType;
import sh.fanout.catalog.EventTypes;
import sh.fanout.dashboard.page.Answer;
import sh.fanout.dashboard.page.Page;
import sh.fanout.dashboard.page.Refusal;
import sh.fanout.dashboard.page.Section;
import sh.fanout.dashboard.page.Typed;
import sh.fanout.dashboard.page.Visit;
import sh.fanout.dashboard.schema.SamplePayload;
import sh.fanout.dashboard.schema.Versions;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.Subscriptions;
import sh.fanout.subscription.Trials;

/** Shows an event type, and tries and publishes an event of it. */
final class TypePages {

    private static final String TYPE = "/event-types/{id}";

    private final EventTypes types;
    private final Days days;
    private final Subscriptions subscriptions;
    private final Trials trials;
    private final Fanout fanout;

    TypePages(EventTypes types, Days days, Subscriptions subscriptions, Trials trials, Fanout fanout) {
        this.types = types;
        this.days = days;
        this.subscriptions = subscriptions;
        this.trials = trials;
        this.fanout = fanout;
    }

    List<Page> pages() {
        return List.of(
                Page.at(TYPE, this::show),
                Page.question(TYPE, this::tried),
                Page.at(TYPE + "/publish", TypePages::back),
                Page.form(TYPE + "/publish", this::published));
    }

    private Answer show(Visit visit) {
        var type = type(visit);
        return page(type, subscribers(type), new Typed(Map.of("payload", SamplePayload.of(type))), null);
    }

    private Answer tried(Visit visit) {
        var type = type(visit);
        try {
            var trial = trials.of(type.summary().id(), payload(visit), options(visit));
            var subscribers = subscribers(type);
            var rows = TrialRow.of(trial, subscribers);
            var outcome = new TypeView.Outcome(null, trial.violations(), rows);
            return page(type, subscribers, typed(visit), outcome);
        } catch (FanoutException refusal) {
            return refused(visit, type, refusal);
        }
    }

    private Answer published(Visit visit) {
        var type = type(visit);
        try {
            var publication = fanout.publishJson(type.summary().id(), payload(visit), options(visit));
            return Answer.moved("events", publication.eventId());
        } catch (FanoutException refusal) {
            return refused(visit, type, refusal);
        }
    }

    private Answer refused(Visit visit, DefinedEventType type, FanoutException refusal) {
        var outcome = refusal instanceof InvalidPayloadException invalid
                ? new TypeView.Outcome(null, invalid.violations(), List.of())
                : new TypeView.Outcome(Refusal.of(refusal), List.of(), List.of());
        return page(type, subscribers(type), typed(visit), outcome).refused(refusal);
    }

    private Answer.Shown page(
            DefinedEventType type,
            List<SubscriptionState> subscribers,
            Typed form,
            TypeView.@Nullable Outcome outcome) {
        var versions = Versions.of(type);
        var day = days.of(new EventPattern(type.summary().id()));
        var view = new TypeView(
                type.summary(),
                day == null ? null : day.getOrDefault(type.summary().id(), Day.NOTHING),
                versions.newest() == null ? null : ShownSchema.of(versions.newest()),
                versions.others().stream().map(ShownSchema::of).toList(),
                subscribers,
                form,
                outcome);
        return Answer.shown(Section.EVENT_TYPES, type.summary().id(), "types/type", view);
    }

    private DefinedEventType type(Visit visit) {
        return types.get(visit.variable("id"));
    }

    private List<SubscriptionState> subscribers(DefinedEventType type) {
        return subscriptions.list().stream()
                .filter(it -> type.summary().subscriptions().contains(it.id()))
                .toList();
    }

    private static String payload(Visit visit) {
        return Objects.requireNonNullElse(visit.text("payload"), "");
    }

    private static PublishOptions options(Visit visit) {
        var tags = Objects.requireNonNullElse(visit.text("tags"), "");
        var options = PublishOptions.defaults()
                .tags(Stream.of(tags.split("[,\\s]+"))
                        .filter(it -> !it.isEmpty())
                        .toArray(String[]::new));
        var key = visit.text("key");
        return key == null ? options : options.orderingKey(key);
    }

    private static Typed typed(Visit visit) {
        return visit.typed("payload", "key", "tags");
    }

    private static Answer back(Visit visit) {
        return Answer.moved("event-types", visit.variable("id"));
    }
}
