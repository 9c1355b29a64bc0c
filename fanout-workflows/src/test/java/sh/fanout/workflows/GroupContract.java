package sh.fanout.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sh.fanout.EventEnvelope;
import sh.fanout.EventType;
import sh.fanout.PublishOptions;
import sh.fanout.log.EventStatus;
import sh.fanout.log.PassedOver;
import sh.fanout.log.PassedOver.Reason;
import sh.fanout.subscription.Handler;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.selection.Selector;
import sh.fanout.workflows.temporal.TaskQueues;

/** Consumer groups and patterns, in one service and in several: the same on every server. */
abstract class GroupContract extends EngineContract {

    record Order(String id) {}

    record Shipped(String id) {}

    static final EventType<Order> ORDER = EventType.of("order.created", Order.class);
    private static final EventType<Shipped> SHIPPED = EventType.of("order.shipped", Shipped.class);

    /** Short for the tests that wait for it, and too long for a slow machine to come into it otherwise. */
    static final Duration SUCCESSION = Duration.ofSeconds(20);

    private static final Duration NO_SUCCESSION = Duration.ofMinutes(2);

    final List<String> handled = new CopyOnWriteArrayList<>();

    @Test
    void givesEachEventToOneMemberOfTheGroupAndToAnalyticsAsWell() {
        var engine = start("shop", member("A"), member("B"), plain("analytics"));

        var events = IntStream.range(0, 20)
                .mapToObj(n -> settled(publish(engine, "o-" + n, PublishOptions.defaults())))
                .toList();

        assertThat(handled).hasSize(40).doesNotHaveDuplicates();
        assertThat(handled.stream().filter(it -> it.startsWith("analytics"))).hasSize(20);
        assertThat(handled).anyMatch(it -> it.startsWith("A")).anyMatch(it -> it.startsWith("B"));
        assertThat(events).allSatisfy(event -> {
            var chosen = event.deliveries().get(0).subscription();
            var other = chosen.equals("A") ? "B" : "A";
            assertThat(event.status()).isEqualTo(EventStatus.DELIVERED);
            assertThat(event.recipients()).isEqualTo(2);
            assertThat(event.deliveries()).extracting(it -> it.subscription()).containsExactly(chosen, "analytics");
            assertThat(event.passedOver()).containsExactly(new PassedOver(other, Reason.GROUP, null, chosen));
        });
    }

    @Test
    void tellsWhoIsPassedOverWhileTheOthersAreStillAtWork() {
        var go = new CountDownLatch(1);
        var engine = start(
                "shop",
                member("A"),
                member("B"),
                Subscription.to(ORDER).id("slow").handler((order, context) -> {
                    go.await();
                    return null;
                }));

        var id = publish(engine, "o-1", PublishOptions.defaults());
        var early =
                await().atMost(Duration.ofSeconds(30)).until(() -> logged(id).orElse(null), Objects::nonNull);
        go.countDown();

        assertThat(early.status()).isEqualTo(EventStatus.ACCEPTED);
        assertThat(early.recipients()).isEqualTo(2);
        assertThat(early.passedOver()).extracting(PassedOver::reason).containsExactly(Reason.GROUP);
        assertThat(settled(id).passedOver()).isEqualTo(early.passedOver());
    }

    @Test
    void keepsTheEventsOfAKeyWithOneMember() {
        var one = start("one", member("a"), member("b"));
        start("two", member("c"));

        var members = IntStream.range(0, 12)
                .mapToObj(n ->
                        settled(publish(one, "o-" + n, PublishOptions.defaults().orderingKey("cust-1"))))
                .map(event -> event.deliveries().get(0).subscription())
                .distinct();

        assertThat(members).hasSize(1);
    }

    @Test
    void passesTheShareOfAMemberOnWhileNobodyServesItAndGivesItBackWhenItReturns() {
        var one = startImpatient("one", member("a"));
        start("two", member("b")).close();
        var key = keyOf("b", one);

        var away = settled(publish(one, "away", PublishOptions.defaults().orderingKey(key)));
        start("two", member("b"));
        var back = settled(publish(one, "back", PublishOptions.defaults().orderingKey(key)));

        assertThat(away.status()).isEqualTo(EventStatus.DELIVERED);
        assertThat(away.recipients()).isEqualTo(1);
        assertThat(away.passedOver()).isEmpty();
        assertThat(away.deliveries())
                .extracting(it -> it.subscription() + " " + it.status())
                .containsExactly("a DELIVERED", "b PASSED_ON");
        assertThat(away.deliveries().get(1).error()).contains("within 20000 ms");
        assertThat(back.deliveries())
                .extracting(it -> it.subscription() + " " + it.status())
                .containsExactly("b DELIVERED");
        assertThat(handled).contains("a away", "b back").doesNotContain("b away", "a back");
    }

    @Test
    void handsTheEnvelopeOfEveryTypeThatAPatternMatchesToItsHandler() {
        var engine = start(
                "shop",
                Subscription.to("order.*").id("audit").handler((event, context) -> handled.add("audit " + read(event))),
                Subscription.to("order.created")
                        .id("exact")
                        .handler((event, context) -> handled.add(
                                "exact " + context.payload(Order.class).id())),
                Subscription.to("invoice.**").id("other").handler((event, context) -> null));

        settled(publish(engine, "o-1", PublishOptions.defaults()));
        settled(engine.fanout()
                .publish(SHIPPED, new Shipped("s-1"), PublishOptions.defaults())
                .eventId());

        assertThat(handled)
                .containsExactlyInAnyOrder(
                        "audit order.created {\"id\":\"o-1\"}", "exact o-1", "audit order.shipped {\"id\":\"s-1\"}");
    }

    private static String read(EventEnvelope event) {
        return event.type() + " " + event.payload();
    }

    /** A key whose events go to a member. */
    String keyOf(String member, FanoutEngine engine) {
        var selector = new Selector(new TaskQueues(bus), SUCCESSION);
        return IntStream.range(0, 100)
                .mapToObj(n -> "key-" + n)
                .filter(key -> selector.select(keyed(key), engine.catalog()).recipients().stream()
                        .anyMatch(it -> it.subscription().equals(member)))
                .findFirst()
                .orElseThrow();
    }

    private static EventEnvelope keyed(String key) {
        return new EventEnvelope(
                "e",
                ORDER.id(),
                "1",
                "{\"id\":\"o\"}",
                Instant.EPOCH,
                "test",
                List.of(),
                Map.of(),
                key,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    Subscription<Order> member(String id) {
        return group(Subscription.to(ORDER), id, (order, context) -> handled.add(id + " " + order.id()));
    }

    private Subscription<Order> plain(String id) {
        return Subscription.to(ORDER).id(id).handler((order, context) -> handled.add(id + " " + order.id()));
    }

    static <T> Subscription<T> group(Subscription.Builder<T> builder, String id, Handler<T> handler) {
        var soon = Duration.ofMillis(500);
        return builder.id(id)
                .consumerGroup("workers")
                .retry(RetryPolicy.defaults().backoff(soon, 1, soon))
                .handler(handler);
    }

    FanoutEngine start(String service, Subscription<?>... subscriptions) {
        return start(settings(service, NO_SUCCESSION, subscriptions));
    }

    /** An instance that lets a member of a group take over soon, for the events that it selects. */
    FanoutEngine startImpatient(String service, Subscription<?>... subscriptions) {
        return start(settings(service, SUCCESSION, subscriptions));
    }

    private EngineSettings settings(String service, Duration succession, Subscription<?>... subscriptions) {
        return settings(service)
                .types(List.of(ORDER, SHIPPED))
                .subscriptions(List.of(subscriptions))
                .succession(succession);
    }

    static String publish(FanoutEngine engine, String order, PublishOptions options) {
        return engine.fanout().publish(ORDER, new Order(order), options).eventId();
    }
}
