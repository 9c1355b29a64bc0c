package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sh.fanout.EventType;
import sh.fanout.PublishOptions;
import sh.fanout.log.Attempt;
import sh.fanout.log.Attempt.Outcome;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.subscription.Handler;
import sh.fanout.subscription.RetryLaterException;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.catalog.CatalogClient;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.testing.RealTemporal;

/** Two builds of a service that poll one queue, as during a rolling deploy. */
class RealDeployTest extends EngineContract {

    record Created(String orderId) {}

    record Paid(String orderId, Kind kind) {}

    enum Kind {
        CARD,
        CRYPTO
    }

    /** What the build before knows of it. */
    record PaidBefore(String orderId, KindBefore kind) {}

    enum KindBefore {
        CARD
    }

    private static final EventType<Created> CREATED = EventType.of("order.created", Created.class);
    private static final EventType<Paid> PAID = EventType.of("order.paid", Paid.class);
    private static final RetryPolicy EVERY_SECOND =
            RetryPolicy.defaults().backoff(Duration.ofSeconds(1), 1, Duration.ofSeconds(1));

    /** The next build may take a while to start. */
    private static final RetryPolicy UNTIL_THE_DEPLOY = EVERY_SECOND.attempts(100);

    private static final Duration LONGER_THAN_A_BEAT = Duration.ofSeconds(12);

    private final List<String> handled = new CopyOnWriteArrayList<>();
    private FanoutEngine till;

    @Override
    WorkflowServiceStubs stubs() {
        return RealTemporal.shared().stubs();
    }

    @BeforeEach
    void defineTheTypes() {
        till = start(settings("till").types(List.of(CREATED, PAID)));
    }

    @Test
    void letsTheNextBuildHaveAPayloadThatThisOneCannotRead() {
        var before = start(
                shop("1", receipt(PaidBefore.class, UNTIL_THE_DEPLOY, paid -> paid.orderId() + " by " + paid.kind())));
        var id = publish(new Paid("o-1", Kind.CRYPTO));
        awaitAttempt(id, Outcome.THREW);

        start(shop("2", receipt(Paid.class, UNTIL_THE_DEPLOY, paid -> paid.orderId() + " by " + paid.kind())));
        before.close();

        assertThat(settled(id).deliveries().get(0).status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(handled).containsExactly("o-1 by CRYPTO");
    }

    @Test
    void givesUpOnAPayloadThatNoBuildCanReadAndSaysWhatItIs() {
        start(shop("1", receipt(PaidBefore.class, PaidBefore::orderId)));

        var delivery =
                settled(publish(new Paid("o-1", Kind.CRYPTO))).deliveries().get(0);

        assertThat(delivery.status()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(delivery.attempts())
                .hasSize(EVERY_SECOND.attempts())
                .allSatisfy(it -> assertThat(it.error())
                        .contains(
                                "order.paid, version 1,",
                                PaidBefore.class.getName(),
                                "at /kind",
                                "\"CRYPTO\"",
                                "[CARD]"));
        assertThat(delivery.error()).contains("at /kind", "\"CRYPTO\"");
        assertThat(handled).isEmpty();
    }

    @Test
    void putsOffWhatOnlyTheNextBuildWants() {
        var before = start(shop("1", receipt(Created.class, created -> "created " + created.orderId())));
        var next = shop("2", receipt(Paid.class, paid -> "paid " + paid.orderId()));
        declare(next, till, before);
        var id = publish(new Paid("o-1", Kind.CARD));
        assertThat(awaitAttempt(id, Outcome.PUT_OFF).error())
                .contains("'shop 1'", "'order.created'", "'order.paid'", "another build");

        start(next);
        before.close();

        var delivery = settled(id).deliveries().get(0);
        assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(delivery.attemptCount()).as("attempts that are spent").isEqualTo(1);
        assertThat(handled).containsExactly("paid o-1");
    }

    @Test
    void givesUpOnWhatNoBuildWantsAnyMore() {
        var before = start(shop("1", receipt(Created.class, created -> {
            throw new RetryLaterException(Duration.ofSeconds(1), "not before the deploy");
        })));
        var id = publish(new Created("o-1"));
        awaitAttempt(id, Outcome.PUT_OFF);

        start(shop("2", receipt(Paid.class, paid -> "paid " + paid.orderId())));
        before.close();

        var delivery = settled(id).deliveries().get(0);
        assertThat(delivery.status()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(delivery.error()).contains("'shop 2'", "'order.paid'", "'order.created'", "no build");
        assertThat(handled).isEmpty();
    }

    @Test
    void letsAHandlerFinishAndSayHowItEndedWhileItsInstanceStops() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var before = start(shop("1", receipt(Created.class, created -> {
            begun.countDown();
            hold(LONGER_THAN_A_BEAT);
            throw new RetryLaterException(Duration.ofSeconds(1), "not before the deploy");
        })));
        var id = publish(new Created("o-1"));
        begun.await();

        before.close();
        start(shop("2", receipt(Created.class, created -> "created " + created.orderId())));

        var delivery = settled(id).deliveries().get(0);
        assertThat(delivery.attempts()).extracting(Attempt::outcome).containsExactly(Outcome.PUT_OFF, Outcome.RETURNED);
        assertThat(delivery.attemptCount()).as("attempts that are spent").isEqualTo(1);
    }

    /** A handler at work: the beats that it outlasts go by the SDK's and the server's clocks, which nobody can move. */
    private static void hold(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private EngineSettings shop(String build, Subscription<?> subscription) {
        return settings("shop", build).subscriptions(List.of(subscription));
    }

    private <T> Subscription<T> receipt(Class<T> payload, Function<T, String> handling) {
        return receipt(payload, EVERY_SECOND, handling);
    }

    private <T> Subscription<T> receipt(Class<T> payload, RetryPolicy retry, Function<T, String> handling) {
        Handler<T> handler = (event, context) -> handled.add(handling.apply(event));
        var type = payload == Created.class ? CREATED.id() : PAID.id();
        return Subscription.to(EventType.view(type, payload))
                .id("send-receipt")
                .retry(retry)
                .handler(handler);
    }

    /** As the first instance of a build does, before it takes any work; returns once these engines know it. */
    private void declare(EngineSettings settings, FanoutEngine... engines) {
        var version = new CatalogClient(Bus.of(bus, client()))
                .declare(Definitions.declaration(settings, Definitions.eventTypes(settings)));
        await().atMost(30, SECONDS)
                .until(() -> Stream.of(engines).allMatch(it -> it.catalog().version() >= version));
    }

    private String publish(Object event) {
        return till.fanout().publish(event, PublishOptions.defaults()).eventId();
    }

    /** The first attempt of the only delivery, while more are to come. */
    private Attempt awaitAttempt(String eventId, Outcome outcome) {
        return await().atMost(30, SECONDS)
                .until(
                        () -> logged(eventId).stream()
                                .flatMap(it -> till.asItIs(it).deliveries().stream())
                                .flatMap(it -> it.attempts().stream())
                                .findFirst()
                                .orElse(null),
                        it -> it != null && it.outcome() == outcome);
    }
}
