package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sh.fanout.EventType;
import sh.fanout.PublishOptions;
import sh.fanout.log.Attempt;
import sh.fanout.log.Attempt.Outcome;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.subscription.Handler;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.subscription.Subscription;

/** Two builds of a service that poll one queue, as during a rolling deploy: the same on every server. */
abstract class DeployContract extends EngineContract {

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

    private static final EventType<Paid> PAID = EventType.of("order.paid", Paid.class);
    private static final RetryPolicy EVERY_SECOND =
            RetryPolicy.defaults().backoff(Duration.ofSeconds(1), 1, Duration.ofSeconds(1));

    private final List<String> handled = new CopyOnWriteArrayList<>();
    private FanoutEngine till;

    @BeforeEach
    void defineTheTypes() {
        till = start(settings("till").types(List.of(PAID)));
    }

    @Test
    void letsTheNextBuildHaveAPayloadThatThisOneCannotRead() {
        var before = start(shop("1", receipt(PaidBefore.class, paid -> paid.orderId() + " by " + paid.kind())));
        var id = publish(new Paid("o-1", Kind.CRYPTO));
        awaitAttempt(id, Outcome.THREW);

        start(shop("2", receipt(Paid.class, paid -> paid.orderId() + " by " + paid.kind())));
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

    private EngineSettings shop(String build, Subscription<?> subscription) {
        return settings("shop", build).subscriptions(List.of(subscription));
    }

    private <T> Subscription<T> receipt(Class<T> payload, Function<T, String> handling) {
        Handler<T> handler = (event, context) -> handled.add(handling.apply(event));
        return Subscription.to(EventType.view(PAID.id(), payload))
                .id("send-receipt")
                .retry(EVERY_SECOND)
                .handler(handler);
    }

    private String publish(Object event) {
        return till.fanout().publish(event, PublishOptions.none()).eventId();
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
