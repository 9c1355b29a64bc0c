package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.Event;
import sh.fanout.EventType;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;
import sh.fanout.GatherResult;
import sh.fanout.Publication;
import sh.fanout.PublishOptions;
import sh.fanout.SubscriberResult;
import sh.fanout.SubscriberResult.Status;
import sh.fanout.log.Attempt;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSummary;
import sh.fanout.subscription.Handler;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.gather.FanoutActivity;
import sh.fanout.workflows.log.FlakyEventLog;

/** Waiting for what the subscriptions of an event return: the same on every server. */
abstract class GatherContract extends EngineContract {

    @Event("price.asked")
    public record PriceAsked(String sku) {}

    record Price(String provider, BigDecimal amount) {}

    static final EventType<PriceAsked> ASKED = EventType.of(PriceAsked.class);
    static final PriceAsked QUESTION = new PriceAsked("sku-1");
    static final Duration LONG = Duration.ofSeconds(60);
    private static final RetryPolicy FAST =
            RetryPolicy.defaults().backoff(Duration.ofMillis(10), 1, Duration.ofMillis(10));

    @Test
    void returnsWhatEachSubscriptionReturned() {
        var engine = start("shop", price("a", "1.50"), price("b", "2"), subscription("c", (asked, context) -> null));

        var result = engine.fanout().publishAndWait(QUESTION);

        assertThat(result.complete()).isTrue();
        assertThat(result.cancelled()).isFalse();
        assertThat(result.results().keySet()).containsExactly("a", "b", "c");
        assertThat(result.from("a").ok()).isTrue();
        assertThat(result.from("a").output()).isEqualTo("{\"provider\":\"a\",\"amount\":1.50}");
        assertThat(result.from("a").output(Price.class)).isEqualTo(new Price("a", new BigDecimal("1.50")));
        assertThat(result.from("c").output()).isNull();
        assertThat(result.from("c").output(Price.class)).isNull();
        assertThatThrownBy(() -> result.from("a").output(Instant.class))
                .hasMessageContaining("'a'")
                .hasMessageContaining("FANOUT-113");
    }

    @Test
    void tellsWhoFailedAndWhoWasTooTalkative() {
        var engine = start(
                "shop",
                price("a", "1"),
                subscription("broken", GatherContract::fail),
                subscription("novel", (it, c) -> {
                    return "x".repeat(70_000);
                }));

        var result = engine.fanout().publishAndWait(QUESTION);

        assertThat(result.complete()).isTrue();
        var broken = result.from("broken");
        assertThat(broken.status()).isEqualTo(Status.FAILED);
        assertThat(broken.ok()).isFalse();
        assertThat(broken.outputTooLarge()).isFalse();
        assertThat(broken.error()).contains("IllegalStateException: no price");
        var novel = result.from("novel");
        assertThat(novel.ok()).isTrue();
        assertThat(novel.outputTooLarge()).isTrue();
        assertThat(novel.output()).isNull();
        assertThat(novel.error()).contains("70", "65").contains("characters");
        assertThat(settled(result.eventId()).deliveries().get(2).error()).isEqualTo(novel.error());
    }

    @Test
    void answersAtTheDeadlineWithWhatIsThereAndLaterWithAll() throws Exception {
        var go = new CountDownLatch(1);
        var engine = start("shop", price("a", "1"), subscription("slow", (asked, context) -> {
            go.await();
            return "at last";
        }));

        var publication = engine.fanout().publish(QUESTION);
        await().atMost(60, SECONDS)
                .until(() ->
                        look(engine, publication).results().values().stream().anyMatch(SubscriberResult::ok));
        var early = engine.fanout().gather(publication, Duration.ofSeconds(1)).get(60, SECONDS);
        var late = engine.fanout().gather(early.eventId(), LONG);

        assertThat(early.complete()).isFalse();
        assertThat(early.results()).hasSize(2);
        assertThat(early.from("a").ok()).isTrue();
        assertThat(early.from("slow").status()).isEqualTo(Status.PENDING);
        assertThat(early.from("slow").error()).isNull();
        assertThat(late).isNotDone();
        go.countDown();
        assertThat(late.get(60, SECONDS).complete()).isTrue();
        assertThat(late.get().from("slow").output()).isEqualTo("\"at last\"");
        settled(early.eventId());
        var fromTheLog = engine.fanout().gather(early.eventId(), LONG).get(60, SECONDS);
        assertThat(outputs(fromTheLog.results().values()))
                .isEqualTo(outputs(late.get().results().values()));
    }

    @Test
    void returnsAtOnceWhenNobodySubscribes() {
        var engine = start(settings("shop").types(List.of(ASKED)));

        var result = engine.fanout().publishAndWait(QUESTION);

        assertThat(result.complete()).isTrue();
        assertThat(result.results()).isEmpty();
    }

    @Test
    void hasTheMemberOfAGroupThatHasTheEvent() {
        var engine = start(
                "shop",
                Subscription.to(ASKED).id("m1").consumerGroup("g").handler((asked, context) -> context.subscription()),
                Subscription.to(ASKED).id("m2").consumerGroup("g").handler((asked, context) -> context.subscription()));

        var results = engine.fanout().publishAndWait(QUESTION).results();

        assertThat(results)
                .hasSize(1)
                .allSatisfy((member, result) -> assertThat(result.output()).isEqualTo('"' + member + '"'));
    }

    @Test
    void doesNotWaitForTheLog() {
        var flaky = new FlakyEventLog(log());
        var engine = start(settings("shop", flaky).subscriptions(List.of(price("a", "1"))));
        flaky.goAway();

        var result = engine.fanout().publishAndWait(QUESTION, LONG);
        var again = engine.fanout().gather(publication(result.eventId()), LONG).join();

        assertThat(result.complete()).isTrue();
        assertThat(again.complete()).isTrue();
        assertThat(logged(result.eventId())).isEmpty();
        flaky.comeBack();
        assertThat(settled(result.eventId()).deliveries()).hasSize(1);
    }

    @Test
    void outlastsALogThatIsAwayWhileThereIsTime() throws Exception {
        var flaky = new FlakyEventLog(log());
        var engine = start(settings("shop", flaky).subscriptions(List.of(price("a", "1"))));
        var settled = engine.fanout().publishAndWait(QUESTION, PublishOptions.defaults(), LONG);
        settled(settled.eventId());
        flaky.goAway();

        var hasty = engine.fanout().gather(settled.eventId(), Duration.ZERO);
        var patient = engine.fanout().gather(settled.eventId(), LONG);

        assertThatThrownBy(() -> hasty.get(60, SECONDS)).hasMessageContaining(ErrorCode.EVENT_LOG_UNREACHABLE.id());
        assertThat(patient).isNotDone();
        flaky.comeBack();
        assertThat(patient.get(60, SECONDS).complete()).isTrue();
    }

    @Test
    void answersInPagesWhatIsTooMuchForOne() {
        var outputs = IntStream.range(100, 120)
                .<Subscription<?>>mapToObj(n -> subscription("s" + n, (asked, context) -> "x".repeat(60_000)))
                .toList();
        var engine = start(settings("shop").subscriptions(outputs));

        var result = engine.fanout().publishAndWait(QUESTION);

        assertThat(result.results()).hasSize(20);
        assertThat(result.results().values())
                .allSatisfy(it -> assertThat(it.output()).hasSize(60_002));
    }

    /** How many wait at once. */
    abstract int waits();

    @Test
    void holdsNoThreadForAWait() throws Exception {
        var go = new CountDownLatch(1);
        var engine = start("shop", subscription("slow", (asked, context) -> {
            if (asked.equals(QUESTION)) {
                go.await();
            }
            return "done";
        }));
        var quick = engine.fanout().publishAndWait(ASKED, new PriceAsked("quick"), PublishOptions.defaults(), LONG);
        settled(quick.eventId());
        var events = engine.fanout()
                .publishAll(IntStream.range(0, waits()).mapToObj(n -> QUESTION).toList());
        var waits = events.stream()
                .map(it -> engine.fanout().gather(it.orThrow(), LONG.multipliedBy(4)))
                .toList();

        var beside = engine.fanout().gather(quick.eventId(), LONG).get(60, SECONDS);
        var held = threadsThatGather();

        assertThat(beside.complete()).isTrue();
        assertThat(waits).noneMatch(CompletableFuture::isDone);
        assertThat(held).isLessThanOrEqualTo(4);
        go.countDown();
        CompletableFuture.allOf(waits.toArray(CompletableFuture[]::new))
                .orTimeout(120, SECONDS)
                .join();
        assertThat(waits).allSatisfy(it -> assertThat(it.join().complete()).isTrue());
    }

    @Test
    void leavesRoomForOtherRequestsHoweverManyWaitForOneEvent() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var engine = start("shop", subscription("slow", (asked, context) -> {
            begun.countDown();
            go.await();
            return "done";
        }));
        var publication = engine.fanout().publish(QUESTION);
        begun.await();

        var waits = IntStream.range(0, 20)
                .mapToObj(n -> engine.fanout().gather(publication, LONG.multipliedBy(4)))
                .toList();
        await().atMost(60, SECONDS).until(() -> updates(publication) == 6);

        assertThat(engine.fanout().cancel(publication)).isFalse();
        assertThat(waits).noneMatch(CompletableFuture::isDone);
        assertThat(updates(publication)).isEqualTo(7);
        go.countDown();
        CompletableFuture.allOf(waits.toArray(CompletableFuture[]::new))
                .orTimeout(120, SECONDS)
                .join();
        assertThat(waits).allSatisfy(it -> assertThat(it.join().complete()).isTrue());
    }

    private long updates(Publication publication) {
        return client().fetchHistory(publication.workflowId()).getEvents().stream()
                .filter(it -> it.getEventType()
                        == io.temporal.api.enums.v1.EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED)
                .count();
    }

    @Test
    void servesTheWorkflowsOfAnApplication() {
        start("shop", price("a", "1.50"), subscription("broken", GatherContract::fail));
        var client = WorkflowClient.newInstance(stubs());
        var factory = WorkerFactory.newInstance(client);
        factory.newWorker(bus + "-own").registerWorkflowImplementationTypes(CheapestImpl.class);
        factory.start();
        try {
            var options = WorkflowOptions.newBuilder()
                    .setTaskQueue(bus + "-own")
                    .setWorkflowRunTimeout(LONG)
                    .build();
            var workflow = client.newWorkflowStub(Cheapest.class, options);

            assertThat(workflow.ask(bus, new PriceAsked("sku-1"))).isEqualTo("true a=1.50 broken=FAILED");
            assertThatThrownBy(() ->
                            client.newWorkflowStub(Cheapest.class, options).ask(bus, null))
                    .hasStackTraceContaining("FANOUT-102");
        } finally {
            factory.shutdownNow();
        }
    }

    @WorkflowInterface
    public interface Cheapest {

        @WorkflowMethod
        String ask(String bus, @Nullable PriceAsked asked);
    }

    /** An application's own workflow. */
    public static final class CheapestImpl implements Cheapest {

        @Override
        public String ask(String bus, @Nullable PriceAsked asked) {
            var prices = FanoutActivity.in(bus, Duration.ofSeconds(30)).publishAndWait("price.asked", asked);
            return "%s a=%s broken=%s"
                    .formatted(
                            prices.complete(),
                            Objects.requireNonNull(prices.from("a").output(Price.class))
                                    .amount(),
                            prices.from("broken").status());
        }
    }

    @Test
    void refusesADeadlineThatNobodyCanWaitForAndPublishesNothing() {
        var engine = start("shop", price("a", "1"));

        assertThatThrownBy(() ->
                        engine.fanout().publishAndWait(QUESTION, PublishOptions.defaults(), Duration.ofMillis(-1)))
                .hasMessageContaining("PT-0.001S")
                .hasMessageContaining("FANOUT-107");
        assertThatThrownBy(() -> engine.fanout().gather("e", Fanout.MAX_DEADLINE.plusNanos(1)))
                .hasMessageContaining("366 days");
        var sentinel = engine.fanout().publish(QUESTION);
        settled(sentinel.eventId());
        assertThat(log().page(EventQuery.ALL).events())
                .extracting(EventSummary::id)
                .containsExactly(sentinel.eventId());
    }

    @Test
    void saysThatNobodyKnowsTheEvent() {
        var engine = start("shop", price("a", "1"));

        var result = engine.fanout().gather("no-such-event", Duration.ofSeconds(1));

        assertThatThrownBy(result::join)
                .hasRootCauseInstanceOf(FanoutException.class)
                .hasMessageContaining("no-such-event")
                .hasMessageContaining(ErrorCode.NOT_FOUND.id());
    }

    @Test
    void letsAHandlerKnowItsAttemptsBeforeAndItsDeadline() {
        var ids = new AtomicReference<@Nullable String>();
        var engine = start(
                "shop",
                Subscription.to(ASKED)
                        .id("a")
                        .timeout(Duration.ofMinutes(3))
                        .retry(FAST)
                        .handler((asked, context) -> {
                            var left = Duration.between(Instant.now(), context.deadline());
                            assertThat(left).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3));
                            if (context.attempt() == 1) {
                                ids.set(context.deliveryId());
                                assertThat(context.earlierAttempts()).isEmpty();
                                throw new IllegalStateException("no luck");
                            }
                            assertThat(context.deliveryId()).isEqualTo(ids.get());
                            return context.earlierAttempts().stream()
                                    .map(Attempt::error)
                                    .toList();
                        }));

        var result = engine.fanout().publishAndWait(QUESTION).from("a");

        assertThat(result.output()).isEqualTo("[\"java.lang.IllegalStateException: no luck\"]");
    }

    FanoutEngine start(String service, Subscription<?>... subscriptions) {
        return start(settings(service).subscriptions(List.of(subscriptions)).types(List.of(ASKED)));
    }

    private static Subscription<PriceAsked> price(String id, String amount) {
        return subscription(id, (asked, context) -> new Price(id, new BigDecimal(amount)));
    }

    static Subscription<PriceAsked> subscription(String id, Handler<PriceAsked> handler) {
        return Subscription.to(ASKED).id(id).retry(FAST.attempts(2)).handler(handler);
    }

    /** What is there by now. */
    static GatherResult look(FanoutEngine engine, Publication publication) {
        return engine.fanout().gather(publication, Duration.ZERO).join();
    }

    private Publication publication(String eventId) {
        return new Publication(eventId, bus + "/event/price.asked/" + eventId, false);
    }

    private static Object fail(PriceAsked asked, Object context) {
        throw new IllegalStateException("no price");
    }

    private static List<@Nullable String> outputs(Iterable<SubscriberResult> results) {
        var outputs = new ArrayList<@Nullable String>();
        results.forEach(it -> outputs.add(it.output()));
        return outputs;
    }

    private static long threadsThatGather() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(it -> it.getKey().getName().startsWith("fanout-gather"))
                .count();
    }
}
