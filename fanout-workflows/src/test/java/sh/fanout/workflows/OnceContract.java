package sh.fanout.workflows;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import sh.fanout.EventType;
import sh.fanout.IdempotencyConflictException;
import sh.fanout.Publication;
import sh.fanout.PublishOptions;
import sh.fanout.subscription.Subscription;

/** Events with an idempotency key: fanned out once, however often they are published. The same on every server. */
abstract class OnceContract extends EngineContract {

    private static final int KEYS = 50;
    private static final int PUBLISHES = 16;
    private static final EventType<Charge> CHARGE = EventType.of("charge.made", Charge.class);

    private final Map<String, AtomicInteger> handled = new ConcurrentHashMap<>();

    record Charge(String order, int amount) {}

    @Test
    void fansOutOnceWhatManyPublishAtOnceAndAgainWhenItHasSettled() throws Exception {
        var engines = List.of(start(), start(settings("gateway").types(List.of(CHARGE))));

        var published = publishAll(engines);

        published.forEach(this::assertOneOfThemPublished);
        published.values().forEach(it -> settled(eventId(it)));
        published.forEach((key, publications) -> assertThat(publish(engines.get(1), key, 1))
                .isEqualTo(new Publication(
                        eventId(publications), publications.get(0).workflowId(), true)));
        assertThat(handled).hasSize(KEYS);
        assertThat(handled.values()).extracting(AtomicInteger::get).containsOnly(1);
    }

    @Test
    void refusesAnotherPayloadForAKeyThatIsTaken() {
        var engine = start();
        var first = publish(engine, "o-1", 1);
        settled(first.eventId());

        assertThatExceptionOfType(IdempotencyConflictException.class)
                .isThrownBy(() -> publish(engine, "o-1", 2))
                .withMessageContainingAll("'o-1'", "'charge.made'", first.eventId(), "FANOUT-111")
                .satisfies(it -> assertThat(it.eventId()).isEqualTo(first.eventId()));
    }

    @Test
    void comparesPayloadsAsJsonValues() {
        var engine = start();
        var first = publishJson(engine, "{\"order\": \"o\", \"amount\": 10}");

        var again = publishJson(engine, "{\"amount\": 1e1, \"order\": \"\\u006f\"}");

        assertThat(again).isEqualTo(new Publication(first.eventId(), first.workflowId(), true));
        assertThatExceptionOfType(IdempotencyConflictException.class)
                .isThrownBy(() -> publishJson(engine, "{\"order\": \"O\", \"amount\": 10}"));
    }

    @Test
    void keepsKeysThatLookAlikeApart() {
        var engine = start();
        var keys = List.of("a/b", "a%{2f}b", "a\u200bb", "ab", "é", "e\u0301", "注文", "👩‍💻", "k:ab");

        var publications = keys.stream().map(key -> publish(engine, key, 1)).toList();

        assertThat(publications).extracting(Publication::duplicate).containsOnly(false);
        publications.forEach(it ->
                assertThat(settled(it.eventId()).envelope().idempotencyKey()).isIn(keys));
        assertThat(handled.values().stream().mapToInt(AtomicInteger::get).sum()).isEqualTo(keys.size());
    }

    private void assertOneOfThemPublished(String key, List<Publication> publications) {
        assertThat(publications).as(key).hasSize(PUBLISHES);
        assertThat(publications).as(key).extracting(Publication::duplicate).containsOnlyOnce(false);
        assertThat(publications).as(key).extracting(Publication::eventId).containsOnly(eventId(publications));
        assertThat(publications).extracting(Publication::workflowId).containsOnly(bus + "/event/charge.made/k:" + key);
    }

    private FanoutEngine start() {
        return start(settings("bank")
                .subscriptions(List.of(Subscription.to(CHARGE)
                        .id("book")
                        .handler((charge, context) -> handled.computeIfAbsent(
                                        requireNonNull(context.event().idempotencyKey()), key -> new AtomicInteger())
                                .incrementAndGet()))));
    }

    private static Map<String, List<Publication>> publishAll(List<FanoutEngine> engines) throws Exception {
        var threads = Executors.newFixedThreadPool(PUBLISHES);
        try {
            var published = new LinkedHashMap<String, List<Publication>>();
            for (var n = 0; n < KEYS; n++) {
                published.put("o-" + n, publishAtOnce(engines, "o-" + n, threads));
            }
            return published;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Publication> publishAtOnce(List<FanoutEngine> engines, String key, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        var calls = new ArrayList<Callable<Publication>>();
        for (var n = 0; n < PUBLISHES; n++) {
            var engine = engines.get(n % engines.size());
            calls.add(() -> publish(engine, key, 1));
        }
        var publications = new ArrayList<Publication>();
        for (Future<Publication> publication : threads.invokeAll(calls)) {
            publications.add(publication.get());
        }
        return publications;
    }

    private static Publication publish(FanoutEngine engine, String key, int amount) {
        return engine.fanout()
                .publish(
                        CHARGE,
                        new Charge(key, amount),
                        PublishOptions.defaults().idempotencyKey(key));
    }

    private static Publication publishJson(FanoutEngine engine, String payload) {
        return engine.fanout()
                .publishJson(CHARGE.id(), payload, PublishOptions.defaults().idempotencyKey("json"));
    }

    private static String eventId(List<Publication> publications) {
        return publications.get(0).eventId();
    }
}
