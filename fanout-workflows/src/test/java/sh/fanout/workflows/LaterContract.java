package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.EventEnvelope;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.Publication;
import sh.fanout.PublishOptions;
import sh.fanout.log.Attempt;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedEvent;
import sh.fanout.subscription.RetryLaterException;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.log.FlakyEventLog;
import sh.fanout.workflows.publish.FanOutResult;

/** Events that have a time to come, are taken back, or outlive their use: the same on every server. */
abstract class LaterContract extends EngineContract {

    record Reminder(String text) {}

    private static final EventType<Reminder> REMINDER = EventType.of("reminder.due", Reminder.class);

    /** For what must not come while the test looks. */
    private static final PublishOptions TOMORROW = PublishOptions.defaults().delay(Duration.ofDays(1));

    /** Long enough for whoever is served to have had a delivery by then, if it adds what this machine takes to start engines. */
    private static final Duration SOON = Duration.ofSeconds(8);

    private final Map<String, Instant> handled = new ConcurrentHashMap<>();
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Test
    void deliversAtItsTimeAndToWhoeverSubscribesThen() {
        var began = Instant.now();
        var engine = start(subscription("mail"));
        var aStart = Duration.between(began, Instant.now());
        // By then the other one must have started, too.
        var due = Instant.now().plusSeconds(10).plus(aStart.multipliedBy(2));

        var publication = publish(engine, PublishOptions.defaults().deliverAt(due));
        await().until(() -> status(publication) == EventStatus.SCHEDULED);
        var accepted = logged(publication.eventId()).orElseThrow().accepted();
        start(settings("phone").subscriptions(List.of(subscription("call"))));

        var event = settled(publication.eventId());
        assertThat(event.status()).isEqualTo(EventStatus.DELIVERED);
        assertThat(event.accepted()).isEqualTo(accepted);
        assertThat(event.deliveries()).extracting(it -> it.subscription()).containsExactly("call", "mail");
        assertThat(handled.values()).allSatisfy(it -> assertThat(it).isAfterOrEqualTo(due));
    }

    @Test
    void deliversAtOnceWhatShouldHaveComeEarlier() {
        var engine = start(subscription("mail"));

        var publication = publish(engine, PublishOptions.defaults().deliverAt(Instant.parse("2001-01-01T00:00:00Z")));

        assertThat(settled(publication.eventId()).status()).isEqualTo(EventStatus.DELIVERED);
    }

    @Test
    void takesAnEventBackThatWaitsForItsTime() {
        var engine = start(subscription("mail"));
        var publication = publish(engine, TOMORROW);

        assertThat(engine.fanout().cancel(publication)).isTrue();

        assertCancelled(publication);
        assertThat(result(publication)).isEqualTo(new FanOutResult(EventStatus.CANCELLED, 0, 0, List.of()));
        assertThat(engine.fanout().cancel(publication)).as("asked again").isTrue();
    }

    @Test
    void takesAnEventBackOfWhichOnlyTheIdIsKnown() {
        var engine = start(subscription("mail"));
        var publication = publish(engine, TOMORROW);
        await().until(() -> status(publication) == EventStatus.SCHEDULED);

        assertThat(engine.fanout().cancel(publication.eventId())).isTrue();

        assertCancelled(publication);
        assertThat(engine.fanout().cancel(publication.eventId()))
                .as("asked again")
                .isTrue();
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> engine.fanout().cancel("e-1"))
                .withMessageContaining("no event 'e-1'")
                .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void takesAnEventBackThatWaitsForItsSlot() {
        var type = REMINDER.rateLimit(1, Duration.ofHours(1));
        var engine = start(Subscription.to(type).id("mail").handler((reminder, context) -> null));
        engine.fanout().publish(type, new Reminder("call mum"));
        var waiting = startDirectly(foreign(null));

        assertThat(engine.fanout().cancel(waiting)).isTrue();

        assertCancelled(waiting);
    }

    @Test
    void doesNotTakeBackWhatSomebodyHas() {
        var engine = start(slow());
        var publication = publish(engine, PublishOptions.defaults());
        await().until(() -> began.getCount() == 0);

        assertThat(engine.fanout().cancel(publication)).isFalse();

        mayEnd.countDown();
        assertThat(settled(publication.eventId()).status()).isEqualTo(EventStatus.DELIVERED);
        assertThat(result(publication)).isEqualTo(new FanOutResult(EventStatus.DELIVERED, 1, 1, List.of()));
        assertThat(engine.fanout().cancel(publication))
                .as("asked when all is over")
                .isFalse();
    }

    @Test
    void isInTheLogAfterAnOutageWhileItWaitsForItsTime() {
        var store = new FlakyEventLog(log());
        var engine = start(settings("shop", store).subscriptions(List.of(subscription("mail"))));
        store.goAway();
        var publication = publish(engine, TOMORROW);
        await().until(() -> client().fetchHistory(publication.workflowId()).getEvents().stream()
                .anyMatch(it -> it.hasTimerStartedEventAttributes()));

        store.comeBack();

        await().atMost(30, SECONDS).until(() -> status(publication) == EventStatus.SCHEDULED);
        assertThat(engine.fanout().cancel(publication)).isTrue();
        assertCancelled(publication);
    }

    @Test
    void namesTheEventThatTemporalDoesNotKnow() {
        var engine = start(subscription("mail"));

        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> engine.fanout().cancel(new Publication("e-1", bus + "/event/none/e-1", false)))
                .withMessageContaining("e-1")
                .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void isTakenBackByACancellationInTheWebUi() {
        var engine = start(subscription("mail"));
        var publication = publish(engine, TOMORROW);
        await().until(() -> status(publication) == EventStatus.SCHEDULED);

        client().newUntypedWorkflowStub(publication.workflowId()).cancel();

        assertCancelled(publication);
        assertThat(engine.fanout().cancel(publication)).as("asked again").isTrue();
    }

    @Test
    void isDeliveredInSpiteOfACancellationThatComesTooLate() {
        var engine = start(slow());
        var publication = publish(engine, PublishOptions.defaults());
        await().until(() -> began.getCount() == 0);

        client().newUntypedWorkflowStub(publication.workflowId()).cancel();
        assertThat(engine.fanout().cancel(publication)).as("after that").isFalse();
        mayEnd.countDown();

        assertThat(settled(publication.eventId()).status()).isEqualTo(EventStatus.DELIVERED);
    }

    @Test
    void doesNotDeliverWhatHasExpiredWhenItIsDue() {
        var engine = start(subscription("mail"));

        var event =
                settled(startDirectly(foreign(Instant.now().minusSeconds(1))).eventId());

        assertThat(event.status()).isEqualTo(EventStatus.EXPIRED);
        assertThat(event.recipients()).isEqualTo(1);
        assertThat(event.deliveries()).singleElement().satisfies(it -> {
            assertThat(it.status()).isEqualTo(DeliveryStatus.EXPIRED);
            assertThat(it.error()).contains("life had ended at");
        });
        assertThat(engine.fanout().cancel(event.envelope().id())).isFalse();
        assertThat(handled).isEmpty();
    }

    @Test
    void expiresWhileNobodyServesTheSubscription() {
        var began = Instant.now();
        var engine = start(subscription("mail"));
        start(settings("depot").subscriptions(List.of(subscription("away")))).close();

        var event = settled(publish(engine, expiresSoon(began)).eventId());

        assertThat(event.status()).isEqualTo(EventStatus.EXPIRED);
        assertThat(event.deliveries())
                .extracting(it -> it.subscription() + " " + it.status() + " " + it.attemptCount())
                .containsExactly("away EXPIRED 0", "mail DELIVERED 1");
    }

    @Test
    void expiresBetweenTwoAttempts() {
        var began = Instant.now();
        var engine = start(Subscription.to(REMINDER).id("busy").handler((reminder, context) -> {
            throw new RetryLaterException(Duration.ofMillis(700));
        }));

        var event = settled(publish(engine, expiresSoon(began)).eventId());

        assertThat(event.status()).isEqualTo(EventStatus.EXPIRED);
        assertThat(event.deliveries()).singleElement().satisfies(it -> {
            assertThat(it.status()).isEqualTo(DeliveryStatus.EXPIRED);
            assertThat(it.attempts()).extracting(Attempt::outcome).contains(Attempt.Outcome.PUT_OFF);
        });
    }

    private void assertCancelled(Publication publication) {
        var event = settled(publication.eventId());
        assertThat(event.status()).isEqualTo(EventStatus.CANCELLED);
        assertThat(event.recipients()).isZero();
        assertThat(event.deliveries()).isEmpty();
        assertThat(event.settled()).isNotNull();
        assertThat(handled).isEmpty();
    }

    private FanOutResult result(Publication publication) {
        return client().newUntypedWorkflowStub(publication.workflowId()).getResult(FanOutResult.class);
    }

    private FanoutEngine start(Subscription<?> subscription) {
        return start(settings("shop").subscriptions(List.of(subscription)));
    }

    private Subscription<Reminder> subscription(String id) {
        return Subscription.to(REMINDER).id(id).handler((reminder, context) -> handled.put(id, Instant.now()));
    }

    private Subscription<Reminder> slow() {
        return Subscription.to(REMINDER).id("slow").handler((reminder, context) -> {
            began.countDown();
            return mayEnd.await(60, SECONDS);
        });
    }

    /** @param began when the engines began to start */
    private static PublishOptions expiresSoon(Instant began) {
        var starts = Duration.between(began, Instant.now());
        return PublishOptions.defaults().expiresAfter(SOON.plus(starts.multipliedBy(2)));
    }

    private static Publication publish(FanoutEngine engine, PublishOptions options) {
        return engine.fanout().publish(REMINDER, new Reminder("call mum"), options);
    }

    private @Nullable EventStatus status(Publication publication) {
        return logged(publication.eventId()).map(LoggedEvent::status).orElse(null);
    }

    private static EventEnvelope foreign(@Nullable Instant expiresAt) {
        return new EventEnvelope(
                "e-1",
                REMINDER.id(),
                "1",
                "{\"text\":\"call mum\"}",
                Instant.EPOCH,
                "elsewhere",
                List.of(),
                Map.of(),
                null,
                null,
                null,
                null,
                expiresAt,
                null,
                null);
    }
}
