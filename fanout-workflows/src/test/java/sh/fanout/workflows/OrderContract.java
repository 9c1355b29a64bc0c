package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.EventType;
import sh.fanout.PublishOptions;
import sh.fanout.PublishOutcome;
import sh.fanout.log.EventStatus;
import sh.fanout.subscription.DeliveryContext;
import sh.fanout.subscription.Handler;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.publish.Patience;

/** Events with an ordering key: one after the other, for each subscription by itself. */
abstract class OrderContract extends EngineContract {

    record Step(String key, int number) {}

    record Other(String key, int number) {}

    static final EventType<Step> STEP = EventType.of("step.taken", Step.class);
    static final RetryPolicy FAST = RetryPolicy.defaults().backoff(Duration.ofMillis(10), 1, Duration.ofMillis(10));

    final Queue<String> handled = new ConcurrentLinkedQueue<>();

    @Test
    void keepsTheOrderOfEachKeyThoughHandlersFail() {
        var engine = start(subscription("one", this::handleSometimes), subscription("two", this::handleSometimes));

        var published = publishSteps(engine, 3, 8);

        published.forEach(event -> assertThat(settled(event).status()).isEqualTo(EventStatus.DELIVERED));
        for (var subscription : List.of("one", "two")) {
            for (var key : List.of("k0", "k1", "k2")) {
                assertThat(handled(subscription, key)).containsExactlyElementsOf(numbers(8));
            }
        }
    }

    @Test
    void keepsTheOrderOfAStreamAcrossItsTypes() {
        var other = EventType.of("other.taken", Other.class).stream(STEP.id());
        var engine = start(
                subscription("steps", (step, context) -> handled.add("steps k " + step.number())),
                Subscription.to("*.taken").id("all").handler((event, context) -> {
                    Thread.sleep(20);
                    return handled.add("all k " + context.payload(Step.class).number());
                }),
                Subscription.to(other).id("others").handler((event, context) -> null));

        for (int n = 0; n < 10; n += 2) {
            publish(engine, "k", n);
            engine.fanout()
                    .publish(
                            other,
                            new Other("k", n + 1),
                            PublishOptions.defaults().orderingKey("k"));
        }

        await().atMost(60, SECONDS).untilAsserted(() -> {
            assertThat(handled("all", "k")).containsExactlyElementsOf(numbers(10));
            assertThat(handled("steps", "k")).containsExactly(0, 2, 4, 6, 8);
        });
    }

    @Test
    void letsASlowSubscriptionHoldOnlyItself() {
        var release = new CountDownLatch(1);
        var engine = start(
                subscription("fast", (step, context) -> handled.add("fast k " + step.number())),
                subscription("slow", (step, context) -> {
                    release.await();
                    return handled.add("slow k " + step.number());
                }));

        var events =
                IntStream.range(0, 5).mapToObj(n -> publish(engine, "k", n)).toList();

        await().atMost(60, SECONDS).until(() -> handled("fast", "k").size() == 5);
        assertThat(handled("slow", "k")).isEmpty();
        release.countDown();
        events.forEach(this::settled);
        assertThat(handled("slow", "k")).containsExactlyElementsOf(numbers(5));
        assertThat(handled("fast", "k")).containsExactlyElementsOf(numbers(5));
    }

    @Test
    void publishesABatchInItsOrder() {
        var engine =
                start(subscription("one", (step, context) -> handled.add("one " + step.key() + " " + step.number())));
        var steps =
                IntStream.range(0, 20).mapToObj(n -> new Step("k" + n % 2, n)).toList();

        var outcomes = engine.fanout()
                .publishAll(steps, step -> PublishOptions.defaults().orderingKey(step.key()));

        outcomes.stream().map(PublishOutcome::orThrow).forEach(it -> settled(it.eventId()));
        assertThat(handled("one", "k0")).isSorted().hasSize(10);
        assertThat(handled("one", "k1")).isSorted().hasSize(10);
    }

    @Test
    void givesAConsumerGroupOneChain() {
        var engine = start(
                member("a", (step, context) -> handled.add("group k " + step.number())),
                member("b", (step, context) -> handled.add("group k " + step.number())));

        var events =
                IntStream.range(0, 6).mapToObj(n -> publish(engine, "k", n)).toList();

        events.forEach(this::settled);
        assertThat(handled("group", "k")).containsExactlyElementsOf(numbers(6));
    }

    @Test
    void goesOnBehindADeliveryThatFailed() {
        var engine = start(subscription("picky", this::refuseTheFirst));

        var first = publish(engine, "k", 0);
        var second = publish(engine, "k", 1);

        assertThat(settled(second).status()).isEqualTo(EventStatus.DELIVERED);
        assertThat(settled(first).status()).isEqualTo(EventStatus.FAILED);
    }

    @Test
    void positionsRiseInTheLog() {
        var engine = start(subscription("one", (step, context) -> null));

        var positions = IntStream.range(0, 4)
                .mapToObj(n -> publish(engine, "k", n))
                .map(event -> settled(event).position())
                .toList();

        assertThat(positions).doesNotContainNull().isSorted().doesNotHaveDuplicates();
    }

    String publish(FanoutEngine engine, String key, int number) {
        return engine.fanout()
                .publish(STEP, new Step(key, number), PublishOptions.defaults().orderingKey(key))
                .eventId();
    }

    private List<String> publishSteps(FanoutEngine engine, int keys, int steps) {
        var events = new ArrayList<String>();
        for (int n = 0; n < steps; n++) {
            for (int key = 0; key < keys; key++) {
                events.add(publish(engine, "k" + key, n));
            }
        }
        return events;
    }

    private Object handleSometimes(Step step, DeliveryContext context) {
        if (ThreadLocalRandom.current().nextInt(4) == 0 && context.attempt() < 5) {
            throw new IllegalStateException("not now");
        }
        return handled.add(context.subscription() + " " + step.key() + " " + step.number());
    }

    private @Nullable Object refuseTheFirst(Step step, DeliveryContext context) {
        if (step.number() == 0) {
            throw new IllegalStateException("never");
        }
        return null;
    }

    List<Integer> handled(String subscription, String key) {
        var prefix = subscription + " " + key + " ";
        return handled.stream()
                .filter(it -> it.startsWith(prefix))
                .map(it -> Integer.valueOf(it.substring(prefix.length())))
                .toList();
    }

    static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    FanoutEngine start(Subscription<?>... subscriptions) {
        return start(settings("shop").subscriptions(List.of(subscriptions)).patience(patience()));
    }

    static Patience patience() {
        return new Patience(Duration.ofSeconds(2), Duration.ofMillis(200), Patience.DEFAULT.room());
    }

    static Subscription<Step> subscription(String id, Handler<Step> handler) {
        return Subscription.to(STEP).id(id).retry(FAST).handler(handler);
    }

    private static Subscription<Step> member(String id, Handler<Step> handler) {
        return Subscription.to(STEP).id(id).consumerGroup("workers").handler(handler);
    }
}
