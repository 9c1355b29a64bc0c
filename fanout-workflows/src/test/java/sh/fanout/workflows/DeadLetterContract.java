package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.InvalidPayloadException;
import sh.fanout.JsonEvent;
import sh.fanout.PublishOptions;
import sh.fanout.Violation;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterAction;
import sh.fanout.deadletter.DeadLetterAction.Kind;
import sh.fanout.deadletter.DeadLetterCount;
import sh.fanout.deadletter.DeadLetterCreated;
import sh.fanout.deadletter.DeadLetterGroup;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.PayloadChange;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.subscription.DeliveryContext;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.log.FlakyEventLog;
import sh.fanout.workflows.temporal.WorkflowIds;
import shop.Mail;

/** What becomes of deliveries that give up, and what can be done about them. */
abstract class DeadLetterContract extends EngineContract {

    record Order(String id, int amount) {}

    static final EventType<Order> ORDER = EventType.of("order.created", Order.class);

    private final ConcurrentLinkedQueue<Order> handled = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean healed = new AtomicBoolean();

    @Test
    void parksWhatGaveUpWithAllThatIsKnown() {
        var engine = start(mailing());

        var event = publish(engine, new Order("o-1", 10));

        var letter = awaitLetter(engine, event, DeadLetterStatus.PARKED, 0);
        var summary = letter.summary();
        assertThat(summary.eventType() + " " + summary.subscription() + " " + summary.application())
                .isEqualTo("order.created mail shop 1");
        assertThat(summary.error()).isEqualTo("java.lang.IllegalStateException: no mail for o-1");
        assertThat(summary.expires()).isEqualTo(summary.parked().plus(Duration.ofDays(30)));
        assertThat(letter.event().payload()).isEqualTo("{\"id\":\"o-1\",\"amount\":10}");
        assertThat(letter.delivery().attempts()).hasSize(2);
        assertThat(letter.delivery().error())
                .startsWith(summary.error() + "\n\tat shop.Mail.send(Mail.java:")
                .contains("With the frames of libraries:", "DeadLetterContract.mail(");
        assertThat(letter.actions()).isEmpty();
        assertThat(settled(event).status()).isEqualTo(EventStatus.FAILED);
    }

    @Test
    void returnsToTheSameLetterUntilItIsDelivered() {
        var engine = start(mailing());
        var event = publish(engine, new Order("o-1", 10));
        awaitLetter(engine, event, DeadLetterStatus.PARKED, 0);

        engine.deadLetters().retry(event, "mail", null, "alice", "perhaps");
        var again = awaitLetter(engine, event, DeadLetterStatus.PARKED, 1);
        assertThat(again.delivery().attempts()).hasSize(4);
        assertThat(settled(event).deliveries()).containsExactly(again.delivery());
        healed.set(true);
        engine.deadLetters().retry(event, "mail", null, "bob", "mail is back");

        var delivered = awaitLetter(engine, event, DeadLetterStatus.DELIVERED, 2);
        assertThat(handled).containsExactly(new Order("o-1", 10));
        assertThat(delivered.delivery().attempts()).hasSize(5);
        assertThat(delivered.actions())
                .extracting(DeadLetterAction::kind, DeadLetterAction::who, DeadLetterAction::why)
                .containsExactly(tuple(Kind.RETRY, "alice", "perhaps"), tuple(Kind.RETRY, "bob", "mail is back"));
        await().atMost(30, SECONDS).until(() -> settled(event).status() == EventStatus.DELIVERED);
        assertThat(settled(event).deliveries()).singleElement().satisfies(it -> {
            assertThat(it.status()).isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(it.output()).isEqualTo("\"sent\"");
        });
        assertThat(engine.deadLetters().page(DeadLetterQuery.PARKED).letters()).isEmpty();
    }

    @Test
    void deliversAnEditedPayloadThatTheSchemaAllows() {
        var engine = start(mailing());
        var large = "x".repeat(100_000);
        var event = publish(engine, new Order(large, 10));
        awaitLetter(engine, event, DeadLetterStatus.PARKED, 0);
        var edited = "{\"id\":\"%s\",\"amount\":20}".formatted(large);

        assertThatExceptionOfType(InvalidPayloadException.class)
                .isThrownBy(() -> engine.deadLetters().retry(event, "mail", "{\"id\":1}", "alice", "typo"))
                .satisfies(it -> assertThat(it.violations())
                        .extracting(Violation::pointer)
                        .contains("/id"));
        engine.deadLetters().retry(event, "mail", edited, "alice", "the amount was wrong");
        awaitLetter(engine, event, DeadLetterStatus.PARKED, 1);
        healed.set(true);
        engine.deadLetters().retry(event, "mail", "alice", "mail is back");

        var letter = awaitLetter(engine, event, DeadLetterStatus.DELIVERED, 2);
        assertThat(handled).containsExactly(new Order(large, 20));
        assertThat(letter.edited()).isTrue();
        assertThat(letter.event().payload()).isEqualTo(edited);
        assertThat(letter.actions().get(0).changes()).containsExactly(new PayloadChange("/amount", "10", "20"));
        assertThat(letter.actions().get(1).changes()).isEmpty();
    }

    @Test
    void discardsWithAReasonAndTellsWhoCameLaterWhoWasFirst() {
        var engine = start(mailing());
        var event = publish(engine, new Order("o-1", 10));
        awaitLetter(engine, event, DeadLetterStatus.PARKED, 0);

        engine.deadLetters().discard(event, "mail", "alice", "a test order");

        var letter = awaitLetter(engine, event, DeadLetterStatus.DISCARDED, 0);
        assertThat(letter.actions()).singleElement().satisfies(it -> {
            assertThat(it.kind() + " " + it.who() + " " + it.why()).isEqualTo("DISCARD alice a test order");
        });
        refused(ErrorCode.NOTHING_TO_DECIDE, () -> engine.deadLetters().retry(event, "mail", null, "bob", "late"));
        assertThat(settled(event).status()).isEqualTo(EventStatus.FAILED);
    }

    @Test
    void isDiscardedByWhoCancelsItsRunInTemporal() {
        var engine = start(mailing());
        var event = publish(engine, new Order("o-1", 10));
        awaitLetter(engine, event, DeadLetterStatus.PARKED, 0);

        client().newUntypedWorkflowStub(new WorkflowIds(bus).deadLetter(ORDER.id(), event, "mail"))
                .cancel();

        assertThat(awaitLetter(engine, event, DeadLetterStatus.DISCARDED, 0).actions())
                .extracting(DeadLetterAction::why)
                .containsExactly("its run was cancelled in Temporal");
    }

    @Test
    void isClosedByWhoActsAfterItsRunWasEndedFromOutside() {
        var engine = start(mailing());
        var discarded = publish(engine, new Order("o-1", 10));
        var retried = publish(engine, new Order("o-2", 10));
        for (var event : List.of(discarded, retried)) {
            awaitLetter(engine, event, DeadLetterStatus.PARKED, 0);
            client().newUntypedWorkflowStub(new WorkflowIds(bus).deadLetter(ORDER.id(), event, "mail"))
                    .terminate("it is in the way");
        }

        engine.deadLetters().discard(discarded, "mail", "alice", "a test order");
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> engine.deadLetters().retry(retried, "mail", null, "bob", "mail is back"))
                .withMessageContainingAll("cannot be retried", "it is in the way", "Replay the event")
                .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.NOTHING_TO_DECIDE));

        assertThat(awaitLetter(engine, discarded, DeadLetterStatus.DISCARDED, 0).actions())
                .extracting(DeadLetterAction::who, DeadLetterAction::why)
                .containsExactly(tuple("alice", "a test order"));
        assertThat(awaitLetter(engine, retried, DeadLetterStatus.DISCARDED, 0).actions())
                .singleElement()
                .satisfies(it -> assertThat(it.why()).contains("ended from outside", "it is in the way"));
        assertThat(log().countDeadLetters(DeadLetterQuery.PARKED)).isEqualTo(DeadLetterCount.NONE);
        refused(ErrorCode.NOTHING_TO_DECIDE, () -> engine.deadLetters().discard(retried, "mail", "bob", "then so"));
    }

    @Test
    void letsOneOfManyWinWhoActAtOnce() {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var engine = start(Subscription.to(ORDER)
                .id("mail")
                .retry(RetryPolicy.defaults().attempts(1))
                .handler((order, context) -> {
                    if (context.attempt() == 1 && context.earlierAttempts().isEmpty()) {
                        throw new IllegalStateException("first");
                    }
                    begun.countDown();
                    return go.await(60, SECONDS);
                }));
        var event = publish(engine, new Order("o-1", 10));
        awaitLetter(engine, event, DeadLetterStatus.PARKED, 0);

        var acts = IntStream.range(0, 5)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> refusal(engine, event, "operator-" + n)))
                .toList();
        var refusals = acts.stream()
                .map(CompletableFuture::join)
                .filter(Objects::nonNull)
                .toList();

        assertThat(refusals).hasSize(4).allSatisfy(it -> {
            assertThat(it.code()).isEqualTo(ErrorCode.NOTHING_TO_DECIDE);
            assertThat(it.problem()).containsPattern("retrying since .* by operator-\\d: me");
        });
        go.countDown();
        assertThat(awaitLetter(engine, event, DeadLetterStatus.DELIVERED, 1).actions())
                .hasSize(1);
    }

    @Test
    void leavesItAtTheFailureWhereTheTypeSaysSo() {
        var silent = EventType.of("order.seen", Order.class).dlq(false);
        var engine = start(failing(silent, "watch"));

        var event = engine.fanout()
                .publish(silent, new Order("o-1", 1), PublishOptions.defaults())
                .eventId();

        assertThat(settled(event).status()).isEqualTo(EventStatus.FAILED);
        assertThat(engine.deadLetters().find(event, "watch")).isEmpty();
    }

    @Test
    void parksNothingThatNobodyWantsLater() {
        var engine = start(Subscription.to(ORDER)
                .id("mail")
                .retry(RetryPolicy.defaults().attempts(100).backoff(Duration.ofMillis(500), 1, Duration.ofMillis(500)))
                .handler(this::mail));

        var event = engine.fanout()
                .publish(ORDER, new Order("o-1", 10), PublishOptions.defaults().expiresAfter(Duration.ofSeconds(2)))
                .eventId();

        assertThat(settled(event).status()).isEqualTo(EventStatus.EXPIRED);
        assertThat(engine.deadLetters().find(event, "mail")).isEmpty();
    }

    @Test
    void expiresUnlessSomebodyActs() {
        var engine = start(settings("shop").subscriptions(List.of(mailing())).deadLetterLife(Duration.ofSeconds(2)));
        var event = publish(engine, new Order("o-1", 10));

        var letter = awaitLetter(engine, event, DeadLetterStatus.EXPIRED, 0);

        assertThat(letter.delivery().status()).isEqualTo(DeliveryStatus.FAILED);
        refused(ErrorCode.NOTHING_TO_DECIDE, () -> engine.deadLetters().discard(event, "mail", "bob", "late"));
    }

    @Test
    void groupsWhatFailedAlike() {
        var engine = start(mailing(), failing(ORDER, "bill"), failing(ORDER, "book"));
        var first = publish(engine, new Order("o-1", 10));
        var second = publish(engine, new Order("o-22", 20));
        List.of(first, second).forEach(event -> {
            awaitLetter(engine, event, DeadLetterStatus.PARKED, 0);
            awaitLetter(engine, event, "bill", DeadLetterStatus.PARKED, 0);
            awaitLetter(engine, event, "book", DeadLetterStatus.PARKED, 0);
        });

        var groups = engine.deadLetters().groups(DeadLetterQuery.PARKED);

        assertThat(groups)
                .extracting(DeadLetterGroup::subscription, DeadLetterGroup::count, DeadLetterGroup::applications)
                .containsExactlyInAnyOrder(
                        tuple("mail", 2L, List.of("shop 1")),
                        tuple("bill", 2L, List.of("shop 1")),
                        tuple("book", 2L, List.of("shop 1")));
        assertThat(groups).extracting(DeadLetterGroup::group).doesNotHaveDuplicates();
    }

    @Test
    void isAnEventForWhoSubscribesAndNeverItsOwnReason() {
        var alerts = new ConcurrentLinkedQueue<DeadLetterCreated>();
        var everything = new ConcurrentLinkedQueue<String>();
        var engine = start(
                mailing(),
                Subscription.to(EventType.of(DeadLetterCreated.class))
                        .id("alert")
                        .retry(RetryPolicy.defaults().attempts(1))
                        .handler((letter, context) -> {
                            alerts.add(letter);
                            throw new IllegalStateException("the pager is down");
                        }),
                Subscription.to("**").id("audit").handler((event, context) -> everything.add(event.type())));

        var event = publish(engine, new Order("o-1", 10));

        var letter = awaitLetter(engine, event, DeadLetterStatus.PARKED, 0);
        await().atMost(60, SECONDS).until(() -> alerts.size() == 1);
        assertThat(alerts.peek())
                .isEqualTo(new DeadLetterCreated(
                        event,
                        "order.created",
                        "mail",
                        letter.summary().group(),
                        "java.lang.IllegalStateException: no mail for o-1",
                        2));
        await().atMost(60, SECONDS)
                .until(() -> engine.deadLetters().page(DeadLetterQuery.PARKED).letters().stream()
                        .anyMatch(it -> it.subscription().equals("alert")));
        engine.deadLetters().retry(event, "mail", null, "alice", "fails again");
        awaitLetter(engine, event, DeadLetterStatus.PARKED, 1);
        assertThat(alerts).hasSize(1);
        assertThat(everything).containsExactly("order.created");
    }

    @Test
    void isAnEventThatNobodyElsePublishes() {
        var alerts = new ConcurrentLinkedQueue<DeadLetterCreated>();
        var type = EventType.of(DeadLetterCreated.class);
        var fanout = start(Subscription.to(type).id("alert").handler((letter, context) -> alerts.add(letter)))
                .fanout();
        var invented = new DeadLetterCreated("e-1", "order.created", "mail", "g", "call this number", 1);
        var json = new JsonEvent(type.id(), "{}", PublishOptions.defaults());

        for (var publish : List.<ThrowingCallable>of(
                () -> fanout.publish(invented),
                () -> fanout.publish(type, invented, PublishOptions.defaults()),
                () -> fanout.publishJson(type.id(), json.payload(), PublishOptions.defaults()),
                () -> fanout.publishAllJson(List.of(json)).get(0).orThrow())) {
            assertThatThrownBy(publish)
                    .isInstanceOf(FanoutException.class)
                    .hasMessageContaining("'fanout.dead-letter.created' are published by Fanout alone");
        }
        assertThat(alerts).isEmpty();
    }

    @Test
    void canBeRetriedWhileTheLogTakesNothingAndTellsItAllLater() {
        var flaky = new FlakyEventLog(log());
        var engine = start(settings("shop", flaky).subscriptions(List.of(mailing())));
        var event = publish(engine, new Order("o-1", 10));
        awaitLetter(engine, event, DeadLetterStatus.PARKED, 0);

        healed.set(true);
        flaky.goAwayForWrites();
        engine.deadLetters().retry(event, "mail", null, "alice", "mail is back");
        await().atMost(60, SECONDS).until(() -> handled.size() == 1);
        flaky.comeBack();

        awaitLetter(engine, event, DeadLetterStatus.DELIVERED, 1);
        await().atMost(30, SECONDS).until(() -> settled(event).status() == EventStatus.DELIVERED);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        var engine = start(mailing());

        refused(ErrorCode.NOT_FOUND, () -> engine.deadLetters().retry("nobody", "mail", null, "alice", "why not"));
        refused(ErrorCode.INVALID_REQUEST, () -> engine.deadLetters().discard("nobody", "mail", " ", "why not"));
    }

    private @Nullable FanoutException refusal(FanoutEngine engine, String event, String who) {
        try {
            engine.deadLetters().retry(event, "mail", null, who, "me");
            return null;
        } catch (FanoutException refusal) {
            return refusal;
        }
    }

    private Object mail(Order order, DeliveryContext context) {
        var sent = Mail.send(order.id(), healed.get());
        handled.add(order);
        return sent;
    }

    private Subscription<Order> mailing() {
        return Subscription.to(ORDER).id("mail").retry(twice()).handler(this::mail);
    }

    private static Subscription<Order> failing(EventType<Order> type, String id) {
        return Subscription.to(type).id(id).retry(twice()).handler((order, context) -> {
            throw new IllegalArgumentException("no");
        });
    }

    private static RetryPolicy twice() {
        return RetryPolicy.defaults().attempts(2).backoff(Duration.ofMillis(10), 1, Duration.ofMillis(10));
    }

    private static DeadLetter awaitLetter(FanoutEngine engine, String event, DeadLetterStatus status, int round) {
        return awaitLetter(engine, event, "mail", status, round);
    }

    private static DeadLetter awaitLetter(
            FanoutEngine engine, String event, String subscription, DeadLetterStatus status, int round) {
        return Objects.requireNonNull(await().atMost(60, SECONDS)
                .until(
                        () -> engine.deadLetters()
                                .find(event, subscription)
                                .filter(it -> it.summary().status() == status
                                        && it.summary().round() == round)
                                .orElse(null),
                        Objects::nonNull));
    }

    private static void refused(ErrorCode code, Runnable act) {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(act::run)
                .satisfies(it -> assertThat(it.code()).isEqualTo(code));
    }

    private static String publish(FanoutEngine engine, Order order) {
        return engine.fanout().publish(ORDER, order, PublishOptions.defaults()).eventId();
    }

    private FanoutEngine start(Subscription<?>... subscriptions) {
        return start(settings("shop").subscriptions(List.of(subscriptions)));
    }
}
