package sh.fanout.workflows.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static sh.fanout.workflows.log.LoggedEvents.NOON;
import static sh.fanout.workflows.log.LoggedEvents.delivery;
import static sh.fanout.workflows.log.LoggedEvents.event;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ListAssert;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sh.fanout.OnFailure;
import sh.fanout.Violation;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.PassedOver;
import sh.fanout.log.PassedOver.Reason;
import sh.fanout.operation.OperationPlan;
import sh.fanout.workflows.log.PlannedItem;
import sh.fanout.workflows.selection.Recipient;
import sh.fanout.workflows.selection.Selection;

/** Who is to have a recorded event again. */
class WishesTest {

    private static final String DELIVERED = "it has been delivered already";
    private static final String UNDER_WAY = "its delivery is under way";

    @Test
    void leavesOutWhoHasTheEventAlready() {
        var event = settled(
                EventStatus.FAILED, status("mail", DeliveryStatus.DELIVERED), status("bill", DeliveryStatus.FAILED));

        assertItems(event, selected("bill", "mail", "new"))
                .containsExactly(tuple("bill", null), tuple("mail", DELIVERED), tuple("new", null));
        assertThat(new Wishes(plan(false), event, selected("mail"), "s").items())
                .extracting(PlannedItem::reason)
                .containsOnlyNulls();
    }

    @Test
    void countsWhatAReplayHasDelivered() {
        var event = settled(
                EventStatus.FAILED,
                status("mail", DeliveryStatus.FAILED),
                new LoggedDelivery(
                        "e-1/mail/replay-1", "mail", DeliveryStatus.DELIVERED, 0, List.of(), 1, NOON, null, null));

        assertItems(event, selected("mail")).containsExactly(tuple("mail", DELIVERED));
    }

    @Test
    void takesAConsumerGroupAsOne() {
        var event = settled(EventStatus.DELIVERED, status("worker-1", DeliveryStatus.DELIVERED));
        var selection = new Selection(
                1,
                List.of(recipient("worker-2")),
                List.of(new PassedOver("worker-1", Reason.GROUP, null, "worker-2")),
                List.of());

        assertItems(event, selection).containsExactly(tuple("worker-2", DELIVERED + ", to worker-1 of its group"));
    }

    @Test
    void leavesOutWhatIsUnderWay() {
        var event = settled(
                EventStatus.DELIVERING, status("mail", DeliveryStatus.PENDING), status("bill", DeliveryStatus.FAILED));

        assertItems(event, selected("bill", "mail", "unknown"))
                .containsExactly(tuple("bill", null), tuple("mail", UNDER_WAY), tuple("unknown", UNDER_WAY));
    }

    @ParameterizedTest
    @EnumSource(
            value = EventStatus.class,
            names = {"SCHEDULED", "CANCELLED"})
    void wantsNothingOfWhatWasNeverPublishedToAnybody(EventStatus status) {
        assertItems(settled(status), selected("mail")).isEmpty();
    }

    @Test
    void wantsOnlyTheSubscriptionsOfThePlan() {
        var plan = new OperationPlan.Replay(EventSelection.ALL, List.of("mail", "gone"), true);

        assertThat(new Wishes(plan, settled(EventStatus.DELIVERED), selected("bill", "mail"), "s").items())
                .extracting(PlannedItem::subscription)
                .containsExactly("mail");
    }

    @Test
    void saysWhenAnEventViolatesItsTypeByNow() {
        var event = settled(EventStatus.DELIVERED, status("mail", DeliveryStatus.DELIVERED));
        var rejected = new Selection(1, List.of(), List.of(), List.of(new Violation("/n", "must be a string")));

        assertItems(event, rejected).containsExactly(tuple("mail", "by now it violates its type: /n must be a string"));
    }

    private static ListAssert<Tuple> assertItems(LoggedEvent event, Selection selection) {
        return assertThat(new Wishes(plan(true), event, selection, "s")
                .items().stream()
                        .map(it -> tuple(it.subscription(), it.reason()))
                        .toList());
    }

    private static OperationPlan.Replay plan(boolean skipDelivered) {
        return new OperationPlan.Replay(EventSelection.ALL, List.of(), skipDelivered);
    }

    private static LoggedEvent settled(EventStatus status, LoggedDelivery... deliveries) {
        return event("e-1", "order.created", status, NOON, List.of(deliveries));
    }

    private static LoggedDelivery status(String subscription, DeliveryStatus status) {
        return delivery("e-1", subscription, status, 0, 1, null);
    }

    private static Selection selected(String... subscriptions) {
        return new Selection(
                1, Stream.of(subscriptions).map(WishesTest::recipient).toList(), List.of(), List.of());
    }

    private static Recipient recipient(String subscription) {
        return new Recipient(subscription, "q", subscription, OnFailure.DEAD_LETTER, Duration.ofMinutes(1), null, null);
    }
}
