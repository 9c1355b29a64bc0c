package sh.fanout.workflows;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.common.KeyValue;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sh.fanout.EventEnvelope;
import sh.fanout.EventType;
import sh.fanout.Fanout;
import sh.fanout.JsonEvent;
import sh.fanout.PublishOptions;
import sh.fanout.subscription.Handler;
import sh.fanout.subscription.RetryLaterException;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.log.FlakyEventLog;
import sh.fanout.workflows.log.LogState;
import sh.fanout.workflows.observation.FanoutObservation;
import sh.fanout.workflows.testing.RealTemporal;

/** What an application's tracer and meters get to see of an event. */
class RealObservationTest extends EngineContract {

    record Order(String id) {}

    record Shipped(String id) {}

    private static final EventType<Order> ORDER = EventType.of("order.created", Order.class);
    private static final EventType<Shipped> SHIPPED = EventType.of("order.shipped", Shipped.class);
    private static final RetryPolicy FAST =
            RetryPolicy.defaults().backoff(Duration.ofMillis(10), 1, Duration.ofMillis(10));

    private final Observed observed = new Observed();

    @Override
    WorkflowServiceStubs stubs() {
        return RealTemporal.shared().stubs();
    }

    @Test
    void joinsThePublisherTheFanOutAndItsHandlersInOneTrace() {
        var fanout = new AtomicReference<Fanout>();
        var engine = start(
                subscription(ORDER, "send-receipt", (order, context) -> null),
                subscription(
                        ORDER,
                        "ship",
                        (order, context) -> requireNonNull(fanout.get())
                                .publishAll(List.of(new Shipped(order.id())))
                                .get(0)
                                .orThrow()),
                subscription(SHIPPED, "tell", (shipped, context) -> null));
        fanout.set(engine.fanout());

        engine.fanout().publish(new Order("o-1"));

        var publish = one("publish order.created");
        assertThat(parent("select order.created")).isEqualTo(Observed.span(publish));
        assertThat(parent("handle send-receipt")).isEqualTo(Observed.span(publish));
        assertThat(parent("handle ship")).isEqualTo(Observed.span(publish));
        var published = one("publish order.shipped");
        assertThat(Observed.parent(published)).isEqualTo(Observed.span(one("handle ship")));
        assertThat(parent("handle tell")).isEqualTo(Observed.span(published));
    }

    @Test
    void tellsHowEachAttemptHasEnded() {
        var engine = start(
                subscription(ORDER, "works", (order, context) -> null),
                subscription(ORDER, "busy", (order, context) -> {
                    if (observed.ended("handle busy").isEmpty()) {
                        throw new RetryLaterException(Duration.ofMillis(10));
                    }
                    return null;
                }),
                subscription(ORDER, "broken", (order, context) -> {
                    throw new IllegalStateException("broken");
                }));

        engine.fanout().publish(new Order("o-1"));

        await().atMost(60, SECONDS).until(() -> observed.ended("handle ").size() == 6);
        assertThat(observed.ended("handle ").stream().map(Observed::tags))
                .containsExactlyInAnyOrder(
                        "order.created handled works",
                        "order.created put-off busy",
                        "order.created handled busy",
                        "order.created retried broken",
                        "order.created retried broken",
                        "order.created gave-up broken");
    }

    @Test
    void tellsWhatHasBecomeOfAPublishWithoutTheNamesThatCallersInvent() {
        var engine = start();

        engine.fanout().publish(new Order("o-1"), PublishOptions.defaults().idempotencyKey("once"));
        engine.fanout().publish(new Order("o-1"), PublishOptions.defaults().idempotencyKey("once"));
        assertThatThrownBy(() -> engine.fanout().publishJson("order.invented", "{}", PublishOptions.defaults()))
                .hasMessageContaining("order.invented");
        engine.fanout().publishAllJson(List.of(json("{\"id\":\"o-2\"}"), json("{\"id\":7}")));
        startDirectly(EventEnvelope.of("e-1", "order.invented", "{}", Instant.now()));

        assertThat(observed.ended("publish ").stream().map(Observed::tags))
                .containsExactlyInAnyOrder(
                        "order.created published",
                        "order.created duplicate",
                        "unknown refused",
                        "order.created published",
                        "unknown refused");
        await().atMost(60, SECONDS).until(() -> observed.ended("select ").size() == 3);
        assertThat(observed.ended("select ").stream().map(Observed::tags))
                .containsExactlyInAnyOrder("order.created unwanted", "order.created unwanted", "unknown rejected");
    }

    @Test
    void usesTheNamesThatAreDocumentedAndNoOthers() {
        var engine = start(subscription(ORDER, "works", (order, context) -> null));

        engine.fanout().publish(new Order("o-1"));

        for (var documented : FanoutObservation.values()) {
            var context = one(documented.getName().replace("fanout.", ""));
            assertThat(context.getName()).isEqualTo(documented.getName());
            assertThat(context.getLowCardinalityKeyValues().stream().map(KeyValue::getKey))
                    .containsExactlyInAnyOrderElementsOf(names(documented.getLowCardinalityKeyNames()));
            assertThat(context.getHighCardinalityKeyValues().stream().map(KeyValue::getKey))
                    .containsExactlyInAnyOrderElementsOf(names(documented.getHighCardinalityKeyNames()));
        }
    }

    @Test
    void tellsHowFarTheLogIsBehind() {
        var flaky = new FlakyEventLog(log());
        var engine = start(settings("shop", flaky).types(List.of(ORDER)));
        flaky.goAway();
        await().atMost(60, SECONDS).until(() -> !engine.log().available());

        engine.fanout().publishAll(List.of(new Order("o-1"), new Order("o-2"), new Order("o-3")));

        await().atMost(60, SECONDS).until(engine::log, it -> it.waiting() >= 3 && it.oldest() != null);
        flaky.comeBack();
        await().atMost(60, SECONDS).until(engine::log, new LogState(true, 0, null)::equals);
    }

    private FanoutEngine start(Subscription<?>... subscriptions) {
        return start(settings("shop")
                .types(List.of(ORDER))
                .subscriptions(List.of(subscriptions))
                .observations(observed.registry()));
    }

    private static <T> Subscription<T> subscription(EventType<T> type, String id, Handler<T> handler) {
        return Subscription.to(type).id(id).retry(FAST.attempts(3)).handler(handler);
    }

    private Observation.Context one(String name) {
        await().atMost(60, SECONDS).until(() -> !observed.ended(name).isEmpty());
        assertThat(observed.ended(name)).hasSize(1);
        return observed.ended(name).get(0);
    }

    private static JsonEvent json(String payload) {
        return new JsonEvent("order.created", payload, PublishOptions.defaults());
    }

    private String parent(String name) {
        return Observed.parent(one(name));
    }

    private static List<String> names(KeyName[] keys) {
        return Stream.of(keys).map(KeyName::asString).toList();
    }
}
