package sh.fanout.workflows.operation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.PassedOver;
import sh.fanout.operation.OperationPlan;
import sh.fanout.workflows.log.PlannedItem;
import sh.fanout.workflows.selection.Selection;

/** Who is to have one recorded event again, by a plan; and who is left out, and why. Pure. */
final class Wishes {

    private final OperationPlan.Replay plan;
    private final LoggedEvent event;
    private final Selection selection;
    private final @Nullable String stream;

    /**
     * Creates the wishes for one event.
     *
     * @param selection who receives the event by the catalog as it is now
     * @param stream the stream of the event's type
     */
    Wishes(OperationPlan.Replay plan, LoggedEvent event, Selection selection, @Nullable String stream) {
        this.plan = plan;
        this.event = event;
        this.selection = selection;
        this.stream = stream;
    }

    List<PlannedItem> items() {
        if (event.status() == EventStatus.SCHEDULED || event.status() == EventStatus.CANCELLED) {
            return List.of();
        }
        if (selection.rejected()) {
            var violation = selection.violations().get(0);
            return had().filter(this::isWanted)
                    .map(it -> item(
                            it,
                            "by now it violates its type: %s %s".formatted(violation.pointer(), violation.message())))
                    .toList();
        }
        return selection.recipients().stream()
                .map(it -> it.subscription())
                .filter(this::isWanted)
                .map(it -> item(it, reason(it)))
                .toList();
    }

    private Stream<String> had() {
        return event.deliveries().stream().map(LoggedDelivery::subscription).distinct();
    }

    private boolean isWanted(String subscription) {
        return plan.subscriptions().isEmpty() || plan.subscriptions().contains(subscription);
    }

    private @Nullable String reason(String subscription) {
        var group = members(subscription);
        var deliveries = event.deliveries().stream()
                .filter(it -> group.contains(it.subscription()))
                .toList();
        var delivered = deliveries.stream()
                .filter(it -> it.status() == DeliveryStatus.DELIVERED)
                .findFirst();
        if (delivered.isPresent() && plan.skipDelivered()) {
            return delivered.get().subscription().equals(subscription)
                    ? "it has been delivered already"
                    : "it has been delivered already, to %s of its group"
                            .formatted(delivered.get().subscription());
        }
        var isUnderWay = deliveries.stream().anyMatch(it -> !it.status().settled())
                || (!event.status().settled() && deliveries.isEmpty());
        return isUnderWay ? "its delivery is under way" : null;
    }

    /** The subscription, and those that are one with it in a consumer group. */
    private Set<String> members(String subscription) {
        var members = new HashSet<String>();
        members.add(subscription);
        selection.passedOver().stream()
                .filter(it -> subscription.equals(it.chosen()))
                .map(PassedOver::subscription)
                .forEach(members::add);
        return members;
    }

    private PlannedItem item(String subscription, @Nullable String reason) {
        var envelope = event.envelope();
        return new PlannedItem(
                envelope.id(),
                envelope.type(),
                event.accepted(),
                event.accepted(),
                envelope.stream() == null ? stream : envelope.stream(),
                envelope.orderingKey(),
                event.position(),
                subscription,
                reason);
    }
}
