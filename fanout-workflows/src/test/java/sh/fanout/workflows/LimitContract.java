package sh.fanout.workflows;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.EventEnvelope;
import sh.fanout.EventType;
import sh.fanout.PublishFailedException;
import sh.fanout.PublishOptions;
import sh.fanout.PublishOutcome;
import sh.fanout.RateLimitExceededException;
import sh.fanout.log.EventStatus;
import sh.fanout.subscription.Subscription;

/** Event types with a limit, for every way in: the same on every server. */
abstract class LimitContract extends EngineContract {

    record Order(String id) {}

    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final EventType<Order> ORDER =
            EventType.of("order.created", Order.class).rateLimit(2, WINDOW);

    /** For what is to be refused, however slow the machine. */
    private static final EventType<Order> HOURLY = ORDER.rateLimit(2, Duration.ofHours(1));

    private final Map<String, Instant> handled = new ConcurrentHashMap<>();

    @Test
    void refusesWhatExceedsTheLimitAndTakesItAfterTheWaitThatItNames() {
        var engine = start(ORDER);

        var refusal = await().until(() -> refusal(engine), Objects::nonNull);
        var accepted = await().atMost(30, SECONDS)
                .pollDelay(requireNonNull(refusal).retryAfter())
                .ignoreExceptionsInstanceOf(RateLimitExceededException.class)
                .until(() -> publish(engine, "late"), Objects::nonNull);

        assertThat(refusal.retryAfter()).isPositive().isLessThanOrEqualTo(WINDOW);
        assertThat(settled(accepted).status()).isEqualTo(EventStatus.DELIVERED);
        assertThat(handled).containsKey("late");
    }

    @Test
    void refusesTheItemsOfABatchOneByOne() {
        var engine = start(HOURLY);

        var outcomes = engine.fanout().publishAll(List.of(new Order("o-1"), new Order("o-2"), new Order("o-3")));

        assertThat(outcomes)
                .filteredOn(PublishOutcome.Refused.class::isInstance)
                .singleElement()
                .extracting(it -> ((PublishOutcome.Refused) it).reason())
                .isInstanceOf(RateLimitExceededException.class);
    }

    @Test
    void hasSpentTheSlotOfAPublishThatFailed() {
        start(HOURLY);
        var gateway = start(settings("gateway").publishTimeout(Duration.ZERO));

        for (var spent = 0; spent < 2; spent++) {
            assertThatExceptionOfType(PublishFailedException.class).isThrownBy(() -> publishJson(gateway, "o"));
        }

        assertThatExceptionOfType(RateLimitExceededException.class).isThrownBy(() -> publishJson(gateway, "o"));
    }

    @Test
    void limitsWhatIsPublishedByTheNameOfTheTypeInAServiceThatDoesNotDefineIt() {
        start(HOURLY);
        var gateway = start(settings("gateway"));
        publishJson(gateway, "o-1");
        publishJson(gateway, "o-2");

        assertThatExceptionOfType(RateLimitExceededException.class).isThrownBy(() -> publishJson(gateway, "o-3"));
    }

    @Test
    void letsAnEventThatAnotherProgramHasStartedWaitForItsTurn() {
        var engine = start(ORDER);
        var began = Instant.now();
        publish(engine, "o-1");
        publish(engine, "o-2");

        var event = EventEnvelope.of("e-1", ORDER.id(), "{\"id\":\"direct\"}", began);
        startDirectly(event);

        assertThat(settled(event.id()).status()).isEqualTo(EventStatus.DELIVERED);
        assertThat(handled.get("direct")).isAfterOrEqualTo(began.plus(WINDOW));
    }

    private static @Nullable RateLimitExceededException refusal(FanoutEngine engine) {
        try {
            publish(engine, "early");
            return null;
        } catch (RateLimitExceededException e) {
            return e;
        }
    }

    private FanoutEngine start(EventType<Order> type) {
        return start(settings("shop")
                .subscriptions(List.of(Subscription.to(type)
                        .id("send-receipt")
                        .handler((order, context) -> handled.put(order.id(), Instant.now())))));
    }

    private static String publish(FanoutEngine engine, String order) {
        return engine.fanout()
                .publish(ORDER, new Order(order), PublishOptions.defaults())
                .eventId();
    }

    private static void publishJson(FanoutEngine gateway, String order) {
        gateway.fanout().publishJson("order.created", "{\"id\":\"%s\"}".formatted(order), PublishOptions.defaults());
    }
}
