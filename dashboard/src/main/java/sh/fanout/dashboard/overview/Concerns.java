package sh.fanout.dashboard.overview;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.catalog.EventTypeSummary;
import sh.fanout.dashboard.page.Query;
import sh.fanout.dashboard.page.State;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.deadletter.DeadLetterGroup;
import sh.fanout.lane.BlockedKey;
import sh.fanout.subscription.Backlog;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.SubscriptionStatus;

/** Finds what somebody should look at, the worst first. Pure. */
final class Concerns {

    private static final Duration NEW = Duration.ofDays(1);
    private static final int EACH = 3;

    private Concerns() {}

    static List<Concern> of(
            List<DeadLetterGroup> groups,
            List<SubscriptionState> subscriptions,
            List<BlockedKey> blocked,
            List<EventTypeSummary> types,
            Set<String> published,
            Instant now) {
        return Stream.of(
                        groups.stream()
                                .filter(it -> it.first().isAfter(now.minus(NEW)))
                                .map(Concerns::group),
                        subscriptions.stream()
                                .filter(it -> it.status() == SubscriptionStatus.ABSENT)
                                .map(Concerns::absent),
                        blocked.stream().map(Concerns::blocked),
                        subscriptions.stream().filter(it -> it.pause() != null).map(Concerns::paused),
                        types.stream()
                                .filter(it -> it.subscriptions().isEmpty() && published.contains(it.id()))
                                .map(Concerns::unheard))
                .flatMap(it -> it.limit(EACH))
                .toList();
    }

    private static Concern group(DeadLetterGroup group) {
        return new Concern(
                State.FAILED,
                "New error",
                group.subscription(),
                "%s. %s.".formatted(Texts.firstLine(group.error()), Texts.count(group.count(), "dead letter")),
                "dead-letters" + Query.of("group", group.group()),
                "Look at the group");
    }

    private static Concern absent(SubscriptionState subscription) {
        return new Concern(
                State.ABSENT,
                "Nobody serves",
                subscription.id(),
                waiting(subscription.backlog()),
                "subscriptions#" + subscription.id(),
                "Open the subscription");
    }

    private static Concern blocked(BlockedKey key) {
        return new Concern(
                State.BLOCKED,
                "Key blocked",
                key.key(),
                "waits in %s%s."
                        .formatted(
                                key.subscription(),
                                key.waiting() == null
                                        ? ""
                                        : ", %s behind it".formatted(Texts.count(key.waiting(), "event"))),
                "lanes",
                "Open the lanes");
    }

    private static Concern paused(SubscriptionState subscription) {
        var pause = requireNonNull(subscription.pause());
        return new Concern(
                State.PAUSED,
                "Paused",
                subscription.id(),
                "by %s%s. %s"
                        .formatted(
                                pause.who(),
                                pause.why().isEmpty() ? "" : ", “%s”".formatted(pause.why()),
                                waiting(subscription.backlog())),
                "subscriptions#" + subscription.id(),
                "Open the subscription");
    }

    private static Concern unheard(EventTypeSummary type) {
        return new Concern(
                State.NOT_CHOSEN,
                "No subscriber",
                type.id(),
                "is published, and nobody receives it.",
                "event-types/" + type.id(),
                "Open the type");
    }

    private static String waiting(@Nullable Backlog backlog) {
        return backlog == null
                ? "Its deliveries wait."
                : "%s wait%s.".formatted(Texts.number(backlog.waiting()), backlog.waiting() == 1 ? "s" : "");
    }
}
