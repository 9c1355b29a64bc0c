package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;
import sh.fanout.EventEnvelope;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.InvalidPayloadException;
import sh.fanout.JsonEvent;
import sh.fanout.PublishOptions;
import sh.fanout.UnknownEventTypeException;
import sh.fanout.filter.Filter;
import sh.fanout.filter.Mismatch;
import sh.fanout.log.Attempt;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.PassedOver;
import sh.fanout.subscription.Handler;
import sh.fanout.subscription.RejectedEventException;
import sh.fanout.subscription.RetryLaterException;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.log.LoggedEvents;

/** The way of an event, from publish to its rows in the log: the same on every server. */
abstract class PathContract extends EngineContract {

    record Order(String id, BigDecimal amount) {}

    record Shipped(String id) {}

    static final EventType<Order> ORDER = EventType.of("order.created", Order.class);
    static final RetryPolicy FAST = RetryPolicy.defaults().backoff(Duration.ofMillis(10), 1, Duration.ofMillis(10));

    @Test
    void deliversAnEventToEachOfItsSubscriptions() {
        var receipts = new CopyOnWriteArrayList<Order>();
        var engine = start(
                subscription("send-receipt", (order, context) -> {
                    receipts.add(order);
                    return "sent " + order.id();
                }),
                subscription("reserve-stock", (order, context) -> null));

        var publication = engine.fanout()
                .publish(
                        ORDER,
                        new Order("o-1", new BigDecimal("12.50")),
                        PublishOptions.defaults().tags("vip"));

        var event = settled(publication.eventId());
        assertThat(event.status()).isEqualTo(EventStatus.DELIVERED);
        assertThat(event.envelope().tags()).containsExactly("vip");
        assertThat(event.envelope().payload()).isEqualTo("{\"id\":\"o-1\",\"amount\":12.50}");
        assertThat(event.workflowId()).isEqualTo(bus + "/event/order.created/" + publication.eventId());
        assertThat(event.deliveries())
                .extracting(it -> it.subscription() + " " + it.status() + " " + it.output())
                .containsExactly("reserve-stock DELIVERED null", "send-receipt DELIVERED \"sent o-1\"");
        assertThat(receipts).containsExactly(new Order("o-1", new BigDecimal("12.50")));
    }

    @Test
    void passesOverWhoseFilterRefusesTheEventAndSaysWhy() {
        var engine = start(
                subscription("send-receipt", (order, context) -> null),
                Subscription.to(ORDER)
                        .id("check-fraud")
                        .filter(Filter.field("amount").gte(1000))
                        .handler((order, context) -> null));

        var small = settled(engine.fanout()
                .publish(ORDER, new Order("o-1", new BigDecimal("12.50")), PublishOptions.defaults())
                .eventId());
        var large = settled(engine.fanout()
                .publish(ORDER, new Order("o-2", new BigDecimal("1000")), PublishOptions.defaults())
                .eventId());

        assertThat(small.deliveries()).extracting(LoggedDelivery::subscription).containsExactly("send-receipt");
        assertThat(small.passedOver())
                .containsExactly(new PassedOver(
                        "check-fraud",
                        PassedOver.Reason.FILTER,
                        new Mismatch("/amount", "{\"$gte\":1000}", "12.50"),
                        null));
        assertThat(large.deliveries())
                .extracting(LoggedDelivery::subscription)
                .containsExactly("check-fraud", "send-receipt");
    }

    @Test
    void triesAgainAndKeepsEveryAttempt() {
        var calls = new AtomicInteger();
        var engine = start(subscription("flaky", (order, context) -> {
            assertThat(context.attempt()).isEqualTo(calls.incrementAndGet());
            assertThat(MDC.get("fanout.attempt")).isEqualTo("" + calls.get());
            if (calls.get() < 3) {
                throw new IllegalStateException("no luck " + calls.get());
            }
            return null;
        }));

        var event = publishAndSettle(engine);

        var delivery = event.deliveries().get(0);
        assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(delivery.attempts())
                .extracting(it -> it.number() + " " + it.outcome() + " " + it.error())
                .containsExactly(
                        "1 THREW java.lang.IllegalStateException: no luck 1",
                        "2 THREW java.lang.IllegalStateException: no luck 2",
                        "3 RETURNED null");
    }

    @Test
    void tellsTheAttemptsOfADeliveryThatIsUnderWay() {
        var engine = start(subscription("flaky", (order, context) -> {
            throw new RetryLaterException(Duration.ofHours(1), "closed for lunch");
        }));
        var id = engine.fanout()
                .publish(ORDER, new Order("o-1", BigDecimal.TEN), PublishOptions.defaults())
                .eventId();
        var waiting = LoggedEvents.delivery(id, "flaky", DeliveryStatus.PENDING, 0, 0, null);
        var event = LoggedEvents.event(id, ORDER.id(), EventStatus.DELIVERING, Instant.now(), List.of(waiting));

        await().untilAsserted(() -> assertThat(
                        engine.asItIs(event).deliveries().get(0).attempts())
                .extracting(it -> it.outcome() + " " + it.error())
                .containsExactly("PUT_OFF " + RetryLaterException.class.getName() + ": closed for lunch"));
        await().untilAsserted(() -> {
            var delivery = engine.asItIs(event).deliveries().get(0);
            assertThat(delivery.nextAttempt()).isNotNull().satisfies(next -> {
                assertThat(next.number()).isEqualTo(1);
                assertThat(next.limit()).isEqualTo(3);
                isInAnHour(next.at());
            });
        });
    }

    @Test
    void tellsWhoIsToHaveAnEventBeforeTheLogDoes() {
        var hold = new CountDownLatch(1);
        var engine = start(
                subscription("held", (order, context) -> hold.await(180, SECONDS)),
                subscription("works", (order, context) -> null));
        var published = Instant.now();
        var id = engine.fanout()
                .publish(ORDER, new Order("o-1", BigDecimal.TEN), PublishOptions.defaults())
                .eventId();

        await().until(() -> logged(id).isPresent());
        await().untilAsserted(() -> {
            var event = engine.asItIs(logged(id).orElseThrow());
            assertThat(event.status()).isEqualTo(EventStatus.DELIVERING);
            assertThat(event.deliveries())
                    .extracting(LoggedDelivery::subscription, LoggedDelivery::status)
                    .containsExactly(tuple("held", DeliveryStatus.PENDING), tuple("works", DeliveryStatus.DELIVERED));
        });
        var inTheLog = logged(id).orElseThrow().deliveries();
        // After ten seconds, which a busy machine may take, the log is told as well.
        if (Instant.now().isBefore(published.plusSeconds(10))) {
            assertThat(inTheLog).as("in the log").isEmpty();
        }
        hold.countDown();
        assertThat(settled(id).status()).isEqualTo(EventStatus.DELIVERED);
    }

    /** Checks what the server tells of an attempt that is due in an hour. */
    abstract void isInAnHour(@Nullable Instant next);

    @Test
    void failsADeliveryWhenItsAttemptsAreUsedUpAndLeavesTheOthersAlone() {
        var engine =
                start(subscription("works", (order, context) -> null), subscription("never-works", (order, context) -> {
                    throw new IllegalStateException("broken");
                }));

        var event = publishAndSettle(engine);

        assertThat(event.status()).isEqualTo(EventStatus.FAILED);
        assertThat(event.deliveries())
                .extracting(it -> it.subscription() + " " + it.status() + " " + it.attemptCount())
                .containsExactly("never-works FAILED 3", "works DELIVERED 1");
        assertThat(event.deliveries().get(0).error()).contains("IllegalStateException: broken", "PathContract");
    }

    @Test
    void givesUpAtOnceWhenTheHandlerRejectsTheEvent() {
        var engine = start(subscription("picky", (order, context) -> {
            throw new RejectedEventException("not mine");
        }));

        assertThat(publishAndSettle(engine).deliveries().get(0).attemptCount()).isEqualTo(1);
    }

    @Test
    void spendsNoAttemptOnADeliveryThatIsPutOff() {
        var calls = new AtomicInteger();
        var engine = start(subscription("busy", (order, context) -> {
            if (calls.incrementAndGet() <= 4) {
                throw new RetryLaterException(Duration.ofMillis(10));
            }
            return context.attempt();
        }));

        var delivery = publishAndSettle(engine).deliveries().get(0);

        assertThat(delivery.output()).isEqualTo("1");
        assertThat(delivery.attempts())
                .extracting(Attempt::outcome)
                .containsExactly(
                        Attempt.Outcome.PUT_OFF,
                        Attempt.Outcome.PUT_OFF,
                        Attempt.Outcome.PUT_OFF,
                        Attempt.Outcome.PUT_OFF,
                        Attempt.Outcome.RETURNED);
    }

    @Test
    void interruptsAHandlerThatRunsIntoItsTimeout() {
        var engine = start(Subscription.to(ORDER)
                .id("stuck")
                .timeout(Duration.ofMillis(300))
                .retry(RetryPolicy.never())
                .handler((order, context) -> {
                    Thread.sleep(60_000);
                    return null;
                }));

        assertThat(publishAndSettle(engine).deliveries().get(0).error()).contains("time-out of PT0.3S");
    }

    @ParameterizedTest
    @MethodSource("unreadablePayloads")
    void rejectsAndLogsWhatAnotherProgramHasStartedWithAPayloadThatCannotBeRead(String payload) {
        start(subscription("works", (order, context) -> null));
        var event = EventEnvelope.of("e-1", ORDER.id(), payload, Instant.now());

        startDirectly(event);

        var rejected = settled(event.id());
        assertThat(rejected.status()).isEqualTo(EventStatus.REJECTED);
        assertThat(rejected.envelope().payload()).isEqualTo(payload);
        assertThat(rejected.violations()).isNotEmpty();
    }

    static Stream<String> unreadablePayloads() {
        return Stream.of("[".repeat(150) + "]".repeat(150), "{\"id\":\"a\",\"id\":\"b\"}", "9".repeat(2_000));
    }

    @Test
    void keepsAnOutputThatNestsDeeperThanAPayloadMay() {
        var engine = start(subscription("deep", (order, context) -> {
            List<Object> nested = List.of();
            for (var depth = 1; depth < 150; depth++) {
                nested = List.of(nested);
            }
            return nested;
        }));

        var output = publishAndSettle(engine).deliveries().get(0).output();

        assertThat(output).isEqualTo("[".repeat(150) + "]".repeat(150));
    }

    @Test
    void carriesALargePayloadToEverySubscriber() {
        var lengths = new CopyOnWriteArrayList<Integer>();
        Handler<Order> measuring = (order, context) -> lengths.add(order.id().length());
        var engine = start(subscription("a", measuring), subscription("b", measuring), subscription("c", measuring));

        var publication = engine.fanout()
                .publish(ORDER, new Order("x".repeat(900_000), BigDecimal.ONE), PublishOptions.defaults());

        assertThat(settled(publication.eventId()).envelope().payload()).hasSizeGreaterThan(900_000);
        assertThat(lengths).containsExactly(900_000, 900_000, 900_000);
    }

    @Test
    void remembersWhichEventCausedAnother() {
        var shipped = EventType.of("order.shipped", Shipped.class);
        var second = new CopyOnWriteArrayList<String>();
        var engine = new FanoutEngine[1];
        engine[0] = start(
                subscription("ship", (order, context) -> {
                    second.add(engine[0]
                            .fanout()
                            .publishAll(List.of(new Shipped(order.id())))
                            .get(0)
                            .orThrow()
                            .eventId());
                    return null;
                }),
                Subscription.to(shipped).id("tell").handler((order, context) -> null));

        var first = publishAndSettle(engine[0]);

        assertThat(settled(second.get(0)).envelope().causation())
                .isEqualTo(first.envelope().id());
    }

    @Test
    void refusesWhatViolatesTheSchemaAndWhatNobodyDefined() {
        record Undeclared() {}
        var engine = start(subscription("a", (order, context) -> null));

        assertThatThrownBy(() -> engine.fanout().publishJson("order.created", "{\"id\":1}", PublishOptions.defaults()))
                .isInstanceOf(InvalidPayloadException.class)
                .hasMessageContaining("/id");
        assertThatThrownBy(() -> engine.fanout().publishJson("order.creatd", "{}", PublishOptions.defaults()))
                .isInstanceOf(UnknownEventTypeException.class)
                .hasMessageContaining("order.created");
        assertThatThrownBy(() -> engine.fanout().publish(new Undeclared()))
                .isInstanceOf(UnknownEventTypeException.class)
                .hasMessageContaining("for " + Undeclared.class.getName())
                .hasMessageContaining("Defined are: order.created");
    }

    @Test
    void refusesADefinitionThatIsNotTheDeclaredOne() {
        var engine = start(subscription("a", (order, context) -> null));
        var order = new Order("o-1", BigDecimal.ONE);
        var publish = engine.fanout();

        assertThatThrownBy(() -> publish.publish(ORDER.version("3"), order))
                .hasMessageContainingAll("'order.created'", "version = 3", "here with version = 1", "FANOUT-107");
        assertThatThrownBy(() -> publish.publish(ORDER.stream("orders"), order))
                .hasMessageContainingAll("stream = orders", "stream = order.created");
        assertThatThrownBy(() -> publish.publish(ORDER.rateLimit(1, Duration.ofHours(1)), order))
                .hasMessageContainingAll("rate limit = 1 per 1h", "no rate limit");
        assertThatThrownBy(() -> publish.publish(EventType.of("order.created", Shipped.class), new Shipped("s-1")))
                .hasMessageContainingAll(Shipped.class.getName(), Order.class.getName(), "EventType.view");
        assertThatThrownBy(() -> publish.publish(
                        EventType.view("order.created", Order.class).version("3"), order))
                .hasMessageContainingAll("a view that has version = 3", "FANOUT-107");
        publish.publish(ORDER.description("as it was said before"), order);
        publish.publish(EventType.view("order.created", Order.class), order);
    }

    @Test
    @SuppressWarnings("NullAway")
    void refusesToPublishNothing() {
        var engine = start(subscription("mail", (order, context) -> null));

        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> engine.fanout().publish((Object) null))
                .withMessageContainingAll("FANOUT-201", "payload is null");
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> engine.fanout().publish(ORDER, null, PublishOptions.defaults()))
                .withMessageContainingAll("FANOUT-201", "payload is null");
    }

    @Test
    void hasAnOutcomeForEachOfABatchWhateverIsInIt() {
        var engine = start(subscription("a", (order, context) -> null));
        var order = new Order("o-1", BigDecimal.ONE);

        var outcomes = engine.fanout().publishAll(Arrays.asList(order, null, order));
        var json = engine.fanout()
                .publishAllJson(Arrays.asList(
                        new JsonEvent("order.created", "{\"id\":\"o-1\",\"amount\":1}", PublishOptions.defaults()),
                        null));

        assertThat(outcomes).hasSize(3);
        outcomes.get(0).orThrow();
        outcomes.get(2).orThrow();
        assertThatThrownBy(() -> outcomes.get(1).orThrow()).hasMessageContaining("2 of 3");
        json.get(0).orThrow();
        assertThatThrownBy(() -> json.get(1).orThrow()).hasMessageContaining("2 of 2");
        engine.close();
        assertThat(engine.fanout().publishAll(List.of(order, order)))
                .hasSize(2)
                .allSatisfy(it -> assertThatThrownBy(it::orThrow).hasMessageContaining("stopped"));
    }

    @Test
    void givesIdsThatSortInTheOrderOfPublishingThoughAMillisecondHasMany() {
        var engine = start(subscription("a", (order, context) -> null));

        var outcomes = engine.fanout().publishAll(Collections.nCopies(50, new Order("o-1", BigDecimal.ONE)));

        assertThat(outcomes).extracting(it -> it.orThrow().eventId()).isSorted().doesNotHaveDuplicates();
    }

    private FanoutEngine start(Subscription<?>... subscriptions) {
        return start(settings("shop").subscriptions(List.of(subscriptions)));
    }

    private static Subscription<Order> subscription(String id, Handler<Order> handler) {
        return Subscription.to(ORDER).id(id).retry(FAST.attempts(3)).handler(handler);
    }

    private LoggedEvent publishAndSettle(FanoutEngine engine) {
        return settled(engine.fanout()
                .publish(ORDER, new Order("o-1", BigDecimal.TEN), PublishOptions.defaults())
                .eventId());
    }
}
