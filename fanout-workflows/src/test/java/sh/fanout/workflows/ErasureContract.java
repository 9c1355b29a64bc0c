package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.Publication;
import sh.fanout.PublishOptions;
import sh.fanout.erasure.Erasable;
import sh.fanout.erasure.Erasure;
import sh.fanout.log.EventStatus;
import sh.fanout.subscription.DeliveryContext;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.log.ErasedEvents;
import sh.fanout.workflows.log.FlakyEventLog;
import sh.fanout.workflows.temporal.OnceIds;
import sh.fanout.workflows.temporal.WorkflowIds;

/** What is erased on request, and what is not. */
abstract class ErasureContract extends EngineContract {

    record Order(String text, boolean broken, boolean slow) {}

    static final EventType<Order> ORDER = EventType.of("order.placed", Order.class);
    static final Erasable KEY = new Erasable.OfKey(ORDER.id(), "cust-1");

    final String secret = "secret-" + UUID.randomUUID();
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
    }

    @Test
    void erasesAllOfAKeyAndLetsItGoOn() {
        var engine = start(settings("shop").subscriptions(List.of(mailing())));
        var closed = publish(engine, "cust-1", new Order(secret, false, false));
        settled(closed.eventId());
        var parked = publish(engine, "cust-1", new Order(secret, true, false));
        await().atMost(60, SECONDS)
                .until(() -> log().deadLetter(parked.eventId(), "mail").isPresent());
        var other = publish(engine, "cust-2", new Order("other", false, false));
        settled(other.eventId());
        var open = publish(engine, "cust-1", new Order(secret, false, true));
        await().atMost(60, SECONDS).until(() -> entered.getCount() == 0);
        var waiting = publish(engine, "cust-1", new Order(secret, false, false));

        var id = engine.erasures().erase(KEY, "alice", "the customer has asked for it");
        var later = publish(engine, "cust-1", new Order("later", false, false));
        var erasure = ended(engine, id);
        released.countDown();

        assertThat(settled(later.eventId()).status()).isEqualTo(EventStatus.DELIVERED);
        assertThat(handled).containsExactlyInAnyOrder(secret, "other", "later");
        assertThat(List.of(closed, parked, open, waiting))
                .allSatisfy(it -> assertThat(logged(it.eventId())).isEmpty());
        assertThat(log().deadLetter(parked.eventId(), "mail")).isEmpty();
        assertThat(logged(other.eventId())).isPresent();
        assertThat(erasure.events()).isPositive();
        assertThat(erasure.who()).isEqualTo("alice");
        assertThat(engine.erasures().newest(1)).containsExactly(erasure);
        requireGone(erasure, closed, parked, open, waiting);
    }

    @Test
    void beginsAgainOnceItsRunWasEndedFromOutside() {
        var engine = start(settings("shop").subscriptions(List.of(mailing())));
        var event = publish(engine, "cust-1", new Order(secret, false, false));
        settled(event.eventId());
        var id = engine.erasures().erase(KEY, "k", "alice", "the customer has asked for it");
        await().atMost(60, SECONDS).until(() -> engine.erasures().find(id).isPresent());
        assertThat(engine.erasures().get(id).problem()).isNull();
        client().newUntypedWorkflowStub(new WorkflowIds(bus).erasure(id)).terminate("it is in the way");
        var later = publish(engine, "cust-1", new Order("later", false, false));
        settled(later.eventId());
        assertThat(List.of(
                        engine.erasures().get(id), engine.erasures().newest(1).get(0)))
                .allSatisfy(it -> assertThat(it.problem()).contains("ended from outside", "it is in the way"));

        var again = engine.erasures().erase(KEY, "k", "bob", "it has not ended");

        assertThat(again).isEqualTo(id);
        var erasure = ended(engine, id);
        assertThat(erasure.problem()).isNull();
        assertThat(erasure.who()).isEqualTo("alice");
        assertThat(logged(event.eventId())).isEmpty();
        assertThat(logged(later.eventId())).isPresent();
        requireGone(erasure, event);
        assertThat(engine.erasures().erase(KEY, "k", "alice", "once more")).isEqualTo(id);
        assertThat(engine.erasures().get(id)).isEqualTo(erasure);
    }

    @Test
    void beginsAgainOnceTemporalDoesNotHaveItsRunAnyMore() {
        var engine = start(settings("shop").subscriptions(List.of(mailing())));
        var event = publish(engine, "cust-1", new Order(secret, false, false));
        settled(event.eventId());
        var id = OnceIds.of("k");
        var digest = ErasedEvents.digest(String.join("\n", id, "key", ORDER.id(), "cust-1"));
        var begun = new Erasure(
                id, digest, Instant.now().minusSeconds(3_600), null, "alice", "asked", 0, 0, List.of(), null);
        log().erasures().write(begun);

        assertThat(engine.erasures().get(id).problem()).isEqualTo("Temporal does not have its run any more");
        assertThat(engine.erasures().erase(KEY, "k", "alice", "it has not ended"))
                .isEqualTo(id);

        assertThat(ended(engine, id).requested()).isEqualTo(begun.requested());
        assertThat(logged(event.eventId())).isPresent();
    }

    @Test
    void countsWhatItErasesOnceHoweverOftenItTries() {
        var flaky = new FlakyEventLog(log());
        var engine = start(settings("shop", flaky).subscriptions(List.of(mailing())));
        for (var n = 0; n < 3; n++) {
            settled(publish(engine, "cust-1", new Order(secret, false, false)).eventId());
        }
        flaky.eraseSilently();

        var id = engine.erasures().erase(KEY, "alice", "the customer has asked for it");

        assertThat(ended(engine, id).events()).isEqualTo(3);
    }

    @Test
    void refusesAKeyThatStandsForAnotherErasure() {
        var engine = start(settings("shop").subscriptions(List.of(mailing())));
        var event = new Erasable.OfEvent(ORDER.id(), "cust-1");
        var id = engine.erasures().erase(event, "k", "alice", "the customer has asked for it");

        for (var other : List.of(KEY, new Erasable.OfEvent(ORDER.id(), "cust-2"))) {
            assertThatExceptionOfType(FanoutException.class)
                    .isThrownBy(() -> engine.erasures().erase(other, "k", "alice", "the customer has asked for it"))
                    .withMessageContaining(id)
                    .matches(it -> it.code() == ErrorCode.IDEMPOTENCY_CONFLICT);
        }
    }

    @Test
    void refusesWhatNoEventCanHave() {
        var engine = start(settings("shop").subscriptions(List.of(mailing())));

        for (var what : List.of(
                new Erasable.OfEvent(ORDER.id(), "e".repeat(1_000)),
                new Erasable.OfKey(ORDER.id(), "k".repeat(1_000)),
                new Erasable.OfKey(ORDER.id(), " "))) {
            assertThatExceptionOfType(FanoutException.class)
                    .isThrownBy(() -> engine.erasures().erase(what, "alice", "the customer has asked for it"))
                    .withMessageContaining("No event has the");
            assertThatExceptionOfType(FanoutException.class)
                    .isThrownBy(() -> engine.erasures().count(what));
        }
    }

    /** What must be gone from the server and from the disk. */
    abstract void requireGone(Erasure erasure, Publication... erased);

    Erasure ended(FanoutEngine engine, String id) {
        await().atMost(120, SECONDS)
                .until(() -> engine.erasures()
                        .find(id)
                        .filter(it -> it.ended() != null)
                        .isPresent());
        return engine.erasures().get(id);
    }

    static Publication publish(FanoutEngine engine, String key, Order order) {
        return engine.fanout().publish(ORDER, order, PublishOptions.defaults().orderingKey(key));
    }

    Subscription<Order> mailing() {
        return Subscription.to(ORDER).id("mail").retry(RetryPolicy.never()).handler(this::mail);
    }

    private Object mail(Order order, DeliveryContext delivery) throws InterruptedException {
        if (order.broken()) {
            throw new IllegalStateException("no mail for " + order.text());
        }
        if (order.slow()) {
            entered.countDown();
            released.await();
        } else {
            handled.add(order.text());
        }
        return "sent";
    }
}
