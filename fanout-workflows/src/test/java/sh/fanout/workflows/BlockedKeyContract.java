package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.OnFailure;
import sh.fanout.PublishOptions;
import sh.fanout.lane.BlockedKey;
import sh.fanout.log.EventStatus;
import sh.fanout.subscription.DeliveryContext;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.publish.Patience;
import sh.fanout.workflows.temporal.WorkflowIds;

/** What holds up an ordering key after a failure, who sees it, and what lets it go on. */
abstract class BlockedKeyContract extends EngineContract {

    record Step(int number) {}

    static final EventType<Step> STEP = EventType.of("step.taken", Step.class);

    private final ConcurrentLinkedQueue<Integer> handled = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean healed = new AtomicBoolean();

    @Test
    void parksTheKeyUntilSomebodyHasItTriedAgain() {
        var engine = start(failing(OnFailure.PARK_KEY));
        var first = publish(engine, 1);
        var second = publish(engine, 2);
        var third = publish(engine, 3);

        var blocked = awaitBlocked(engine, first);
        assertThat(blocked.stream() + " " + blocked.key() + " " + blocked.subscription() + " " + blocked.round())
                .isEqualTo("step.taken cust-1 picky 0");
        assertThat(blocked.error()).contains("not step 1");
        await().atMost(30, SECONDS)
                .until(() -> engine.lanes().blocked().stream()
                        .anyMatch(it -> Integer.valueOf(2).equals(it.waiting())));
        assertThat(handled).isEmpty();

        healed.set(true);
        engine.lanes().retry(first, "picky", "alice", "fixed");

        assertThat(settled(third).status()).isEqualTo(EventStatus.DELIVERED);
        assertThat(handled).containsExactly(1, 2, 3);
        assertThat(settled(first).deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.round()).isEqualTo(1);
            assertThat(delivery.attempts()).hasSize(3);
        });
        assertThat(settled(second).status()).isEqualTo(EventStatus.DELIVERED);
        assertThat(engine.lanes().blocked()).isEmpty();
    }

    @Test
    void skipsTheHeadAndSaysWho() {
        var engine = start(failing(OnFailure.PARK_KEY));
        var first = publish(engine, 1);
        var second = publish(engine, 2);
        awaitBlocked(engine, first);

        engine.lanes().skip(first, "picky", "bob", "known bad");

        assertThat(settled(second).status()).isEqualTo(EventStatus.DELIVERED);
        var skipped = settled(first);
        assertThat(skipped.status()).isEqualTo(EventStatus.FAILED);
        assertThat(skipped.deliveries().get(0).error())
                .startsWith("skipped by bob: known bad\n")
                .contains("not step 1");
        assertThat(handled).containsExactly(2);
        refused(() -> engine.lanes().skip(first, "picky", "bob", "again"));
    }

    @Test
    void triesABlockedKeyAgainByItself() {
        var engine = start(failing(OnFailure.BLOCK_KEY));
        var first = publish(engine, 1);
        var second = publish(engine, 2);
        await().atMost(60, SECONDS)
                .until(() -> engine.lanes().blocked().stream().anyMatch(it -> it.round() >= 2));

        healed.set(true);

        assertThat(settled(second).status()).isEqualTo(EventStatus.DELIVERED);
        assertThat(settled(first).status()).isEqualTo(EventStatus.DELIVERED);
        assertThat(handled).containsExactly(1, 2);
    }

    @Test
    void givesUpBeforeItsRunOutgrowsWhatTheServerBears() {
        var patience = new Patience(Duration.ofSeconds(2), Duration.ofMillis(50), 60_000 + (128L << 10));
        var engine = start(settings("shop").patience(patience).subscriptions(List.of(failing(OnFailure.BLOCK_KEY))));
        var first = publish(engine, 1);
        var second = publish(engine, 2);

        assertThat(settled(second).status()).isEqualTo(EventStatus.DELIVERED);
        assertThat(settled(first).deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.round()).isPositive();
            assertThat(delivery.error())
                    .startsWith("given up: its run in Temporal has no room for another round\n")
                    .contains("not step 1");
        });
        await().atMost(30, SECONDS)
                .until(() -> engine.deadLetters().find(first, "picky").isPresent());
        assertThat(engine.lanes().blocked()).isEmpty();
    }

    @Test
    void tellsTheLogInEachRoundOfNobodyElse() {
        var works = Subscription.to(STEP).id("works").handler((step, context) -> null);
        var engine = start(failing(OnFailure.BLOCK_KEY), works);
        var event = publish(engine, 1);
        await().atMost(60, SECONDS)
                .until(() -> engine.lanes().blocked().stream().anyMatch(it -> it.round() >= 3));
        healed.set(true);
        settled(event);

        var told = client().fetchHistory(new WorkflowIds(bus).event(STEP.id(), event, null)).getEvents().stream()
                .filter(it -> it.hasActivityTaskScheduledEventAttributes())
                .map(it ->
                        it.getActivityTaskScheduledEventAttributes().getInput().toString())
                .filter(it -> it.contains("delivering"))
                .toList();
        assertThat(told).hasSizeGreaterThanOrEqualTo(6);
        assertThat(told.stream().filter(it -> it.contains(event + "/works"))).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void skipsADeliveryThatIsBeingTried() {
        var begun = new CountDownLatch(1);
        var engine = start(Subscription.to(STEP).id("picky").handler((step, context) -> {
            if (step.number() == 1) {
                begun.countDown();
                Thread.sleep(600_000);
            }
            return handled.add(step.number());
        }));
        var first = publish(engine, 1);
        var second = publish(engine, 2);
        await().atMost(30, SECONDS).until(() -> begun.getCount() == 0);
        await().atMost(30, SECONDS).until(() -> logged(first).isPresent());

        refused(() -> engine.lanes().retry(first, "picky", "alice", "hurry"));
        engine.lanes().skip(first, "picky", "alice", "it hangs");

        assertThat(settled(second).status()).isEqualTo(EventStatus.DELIVERED);
        assertThat(settled(first).deliveries().get(0).error()).startsWith("skipped by alice: it hangs");
    }

    @Test
    void failsAnEventWithoutAKeyWhateverIsSaid() {
        var engine = start(failing(OnFailure.PARK_KEY));

        var event = engine.fanout()
                .publish(STEP, new Step(1), PublishOptions.defaults())
                .eventId();

        assertThat(settled(event).status()).isEqualTo(EventStatus.FAILED);
        assertThat(engine.lanes().blocked()).isEmpty();
    }

    @Test
    void saysThatAFanOutIsGoneWhichWasToTryAgain() {
        var engine = start(failing(OnFailure.PARK_KEY));
        var first = publish(engine, 1);
        awaitBlocked(engine, first);
        client().newUntypedWorkflowStub(new WorkflowIds(bus).event(STEP.id(), first, null))
                .terminate("by mistake");

        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> engine.lanes().retry(first, "picky", "alice", "fixed"))
                .withMessageContaining("Replay the event to subscription 'picky'")
                .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.NOTHING_TO_DECIDE));

        assertThat(settled(first).status()).isEqualTo(EventStatus.FAILED);
        assertThat(engine.lanes().blocked()).isEmpty();
    }

    @Test
    void skipsWhatAFanOutLeavesBehindThatIsGone() {
        var engine = start(failing(OnFailure.PARK_KEY));
        var first = publish(engine, 1);
        awaitBlocked(engine, first);
        client().newUntypedWorkflowStub(new WorkflowIds(bus).event(STEP.id(), first, null))
                .terminate("by mistake");

        engine.lanes().skip(first, "picky", "alice", "known bad");

        assertThat(settled(first).status()).isEqualTo(EventStatus.FAILED);
        assertThat(engine.lanes().blocked()).isEmpty();
    }

    @Test
    void refusesDecisionsAboutWhatItDoesNotKnow() {
        var engine = start(failing(OnFailure.PARK_KEY));

        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> engine.lanes().retry("nobody", "picky", "alice", "why not"))
                .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.NOT_FOUND));
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> engine.lanes().skip("nobody", "picky", " ", "why not"))
                .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    private Subscription<Step> failing(OnFailure onFailure) {
        return Subscription.to(STEP)
                .id("picky")
                .retry(RetryPolicy.defaults().attempts(2).backoff(Duration.ofMillis(10), 1, Duration.ofMillis(10)))
                .onFailure(onFailure)
                .handler(this::handle);
    }

    private Object handle(Step step, DeliveryContext context) {
        if (step.number() == 1 && !healed.get()) {
            throw new IllegalStateException("not step 1");
        }
        return handled.add(step.number());
    }

    private BlockedKey awaitBlocked(FanoutEngine engine, String event) {
        return await().atMost(60, SECONDS)
                .until(
                        () -> engine.lanes().blocked().stream()
                                .filter(it -> it.eventId().equals(event))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void refused(Runnable decision) {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(decision::run)
                .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.NOTHING_TO_DECIDE));
    }

    private static String publish(FanoutEngine engine, int number) {
        return engine.fanout()
                .publish(STEP, new Step(number), PublishOptions.defaults().orderingKey("cust-1"))
                .eventId();
    }

    private FanoutEngine start(Subscription<?>... subscriptions) {
        return start(settings("shop")
                .subscriptions(List.of(subscriptions))
                .patience(new Patience(Duration.ofSeconds(2), Duration.ofMillis(300), Patience.DEFAULT.room())));
    }
}
