package sh.fanout.workflows;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.PublishOptions;
import sh.fanout.subscription.DeliveryContext;
import sh.fanout.subscription.Subscription;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.SubscriptionStatus;

/** The control of subscriptions: the same whether the server or this process holds back. */
abstract class SubscriptionsContract extends EngineContract {

    record Order(String id, String customer) {}

    record Handled(String id, Instant at) {}

    static final EventType<Order> ORDER = EventType.of("order.created", Order.class);

    private final List<Handled> handled = new CopyOnWriteArrayList<>();

    /** Says what is special about the server. */
    void adapt(EngineSettings settings) {}

    @Test
    void keepsWhatIsPublishedDuringAPauseAndDeliversItAfterwards() {
        var engine = start(receipts());
        holdBack(engine);

        var ids = IntStream.range(0, 20)
                .mapToObj(i -> publish(engine, "o-" + i, "c"))
                .toList();
        await().during(3, SECONDS).atMost(60, SECONDS).until(() -> handled("o-").isEmpty());
        assertBacklog(engine, 18);
        var resumed = engine.subscriptions().resume("send-receipt", "bob", "the provider is back");

        assertThat(resumed.pause()).isNull();
        await().atMost(60, SECONDS).until(() -> handled("o-").size() == 20);
        assertThat(ids)
                .allSatisfy(id -> assertThat(settled(id).deliveries().get(0).attemptCount())
                        .isEqualTo(1));
    }

    @Test
    void tellsWhoPausedASubscriptionAndWhy() {
        var engine = start(receipts());
        var before = Instant.now();
        var until = before.plusSeconds(3600);

        var answer = engine.subscriptions().pause("send-receipt", "alice", "paused: mail provider\nis down", until);

        var shown = engine.subscriptions().get("send-receipt");
        for (var state : List.of(answer, shown)) {
            assertThat(state.status()).isEqualTo(SubscriptionStatus.PAUSED);
            var pause = requireNonNull(state.pause());
            assertThat(pause.who()).isEqualTo("alice");
            assertThat(pause.why()).isEqualTo("paused: mail provider\nis down");
            assertThat(pause.until()).isEqualTo(until);
            assertThat(pause.since())
                    .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
        }
    }

    @Test
    void endsAPauseWhenItsTimeHasCome() {
        var engine = start(receipts());
        engine.subscriptions()
                .pause("send-receipt", "alice", "a moment", Instant.now().plusSeconds(4));

        publish(engine, "o-1", "c");

        await().atMost(60, SECONDS).until(() -> state(engine).pause() == null);
        await().atMost(60, SECONDS).until(() -> handled("o-").size() == 1);
    }

    @Test
    void deliversAtTheDeclaredRate() {
        var engine = start(Subscription.to(ORDER)
                .id("send-receipt")
                .rateLimit(10, Duration.ofSeconds(5))
                .handler(this::handle));

        IntStream.range(0, 12).forEach(i -> publish(engine, "o-" + i, "c"));

        await().atMost(180, SECONDS).until(() -> handled("o-").size() == 12);
        assertThat(span("o-")).isGreaterThan(Duration.ofSeconds(4));
    }

    @Test
    void letsAnotherKeyPassWhereOneHasUsedUpItsLimit() {
        var engine = start(Subscription.to(ORDER)
                .id("send-receipt")
                .rateLimitPerKey("customer", 10, Duration.ofSeconds(5))
                .handler(this::handle));

        IntStream.range(0, 6).forEach(i -> publish(engine, "busy-" + i, "busy"));
        publish(engine, "calm", "calm");
        IntStream.range(6, 12).forEach(i -> publish(engine, "busy-" + i, "busy"));

        await().atMost(180, SECONDS).until(() -> handled("busy-").size() == 12);
        assertThat(handled("calm")).hasSize(1);
        assertThat(handled.get(handled.size() - 1).id()).startsWith("busy-");
        assertThat(span("busy-")).isGreaterThan(Duration.ofSeconds(4));
    }

    @Test
    void runsAsManyDeliveriesAtOnceAsDeclared() {
        var running = new AtomicInteger();
        var go = new CountDownLatch(1);
        var engine =
                start(Subscription.to(ORDER).id("send-receipt").concurrency(3).handler((order, context) -> {
                    running.incrementAndGet();
                    go.await();
                    return handle(order, context);
                }));

        IntStream.range(0, 8).forEach(i -> publish(engine, "o-" + i, "c"));

        await().atMost(30, SECONDS).until(() -> running.get() == 3);
        await().during(2, SECONDS).atMost(60, SECONDS).until(() -> running.get() == 3);
        go.countDown();
        await().atMost(30, SECONDS).until(() -> handled.size() == 8);
    }

    @Test
    void listsWhatIsDeclared() {
        var engine = start(
                receipts(),
                Subscription.to("order.*")
                        .id("audit")
                        .consumerGroup("auditors")
                        .concurrency(7)
                        .handler((event, context) -> null));

        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(engine.subscriptions().list())
                        .extracting(it -> "%s %s %s %s %d %s"
                                .formatted(
                                        it.id(),
                                        it.events(),
                                        it.consumerGroup(),
                                        it.service(),
                                        it.limits().concurrency(),
                                        it.status()))
                        .containsExactly(
                                "audit order.* auditors shop 7 ACTIVE",
                                "send-receipt order.created null shop 50 ACTIVE"));
        assertThat(state(engine).pollers()).isEqualTo(1);
        assertThat(state(engine).lastPoll()).isAfter(Instant.now().minusSeconds(90));
    }

    @Test
    void refusesWhatItCannotDo() {
        var subscriptions = start(receipts()).subscriptions();
        var past = Instant.now().minusSeconds(1);

        assertRefused(() -> subscriptions.get("send-reciept"), ErrorCode.NOT_FOUND, "Did you mean 'send-receipt'?");
        assertRefused(() -> subscriptions.pause("nobody", "a", "b", null), ErrorCode.NOT_FOUND, "'nobody'");
        assertRefused(() -> subscriptions.resume("nobody", "a", "b"), ErrorCode.NOT_FOUND, "send-receipt");
        assertRefused(() -> subscriptions.pause("send-receipt", " ", "b", null), ErrorCode.INVALID_REQUEST, "who");
        assertRefused(() -> subscriptions.pause("send-receipt", "a", "", null), ErrorCode.INVALID_REQUEST, "why");
        assertRefused(() -> subscriptions.resume("send-receipt", "a", "\t"), ErrorCode.INVALID_REQUEST, "why");
        assertRefused(
                () -> subscriptions.resume("send-receipt", "a", "b".repeat(501)), ErrorCode.INVALID_REQUEST, "501");
        assertRefused(() -> subscriptions.pause("send-receipt", "a", "b", past), ErrorCode.INVALID_REQUEST, "past");
        assertThat(subscriptions.get("send-receipt").pause()).isNull();
    }

    /** Pauses, and returns once that holds everywhere: it takes the server a moment. */
    final void holdBack(FanoutEngine engine) {
        engine.subscriptions().pause("send-receipt", "alice", "mail provider is down");
        var probes = new AtomicInteger();
        await().atMost(60, SECONDS).until(() -> {
            var probe = "probe-" + probes.incrementAndGet();
            publish(engine, probe, "c");
            await().until(() -> waits(engine) || !handled(probe).isEmpty());
            // Who is served may pass through the queue as well.
            await().pollDelay(3, SECONDS).until(() -> true);
            return handled(probe).isEmpty();
        });
    }

    /** Whether something is in the queue; where the server does not tell, this process holds back, and does so at once. */
    private boolean waits(FanoutEngine engine) {
        var backlog = state(engine).backlog();
        return backlog == null || backlog.waiting() > 0;
    }

    void assertBacklog(FanoutEngine engine, int atLeast) {
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(state(engine).backlog())
                        .isNotNull()
                        .satisfies(backlog -> {
                            assertThat(backlog.waiting()).isGreaterThanOrEqualTo(atLeast);
                            assertThat(backlog.oldest()).isPositive();
                        }));
    }

    final FanoutEngine start(Subscription<?>... subscriptions) {
        return startBuild("1", subscriptions);
    }

    final FanoutEngine startBuild(String build, Subscription<?>... subscriptions) {
        var settings = settings("shop", build).subscriptions(List.of(subscriptions));
        adapt(settings);
        return start(settings);
    }

    final Subscription<Order> receipts() {
        return Subscription.to(ORDER).id("send-receipt").handler(this::handle);
    }

    private @Nullable Object handle(Order order, DeliveryContext context) {
        handled.add(new Handled(order.id(), Instant.now()));
        return null;
    }

    final SubscriptionState state(FanoutEngine engine) {
        return engine.subscriptions().get("send-receipt");
    }

    final List<Handled> handled(String prefix) {
        return handled.stream().filter(it -> it.id().startsWith(prefix)).toList();
    }

    private Duration span(String prefix) {
        var calls = handled(prefix);
        return Duration.between(calls.get(0).at(), calls.get(calls.size() - 1).at());
    }

    static String publish(FanoutEngine engine, String id, String customer) {
        return engine.fanout()
                .publish(ORDER, new Order(id, customer), PublishOptions.defaults())
                .eventId();
    }

    static void assertRefused(Runnable request, ErrorCode code, String words) {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(request::run)
                .withMessageContaining(words)
                .extracting(FanoutException::code)
                .isEqualTo(code);
    }
}
