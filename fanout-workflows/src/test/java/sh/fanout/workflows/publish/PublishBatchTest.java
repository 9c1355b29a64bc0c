package sh.fanout.workflows.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.EventEnvelope;
import sh.fanout.Publication;
import sh.fanout.PublishFailedException;
import sh.fanout.PublishOutcome;

class PublishBatchTest {

    private static final int THREADS = 4;
    private static final Duration TIMEOUT = Duration.ofMillis(50);

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicLong clock = new AtomicLong();
    private final Queue<String> tried = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void waitsForATemporalThatIsAwayButOnce() {
        var allAtOnce = new CyclicBarrier(THREADS);
        var outcomes = publish(event -> {
            await(allAtOnce);
            clock.addAndGet(TIMEOUT.toNanos());
            throw new PublishFailedException(event, true, null);
        });

        assertThat(tried).hasSize(THREADS);
        assertThat(outcomes).hasSize(100).allSatisfy(it -> assertThat(it).isInstanceOf(PublishOutcome.Refused.class));
        assertThat(outcomes.stream()
                        .map(it -> (PublishFailedException) ((PublishOutcome.Refused) it).reason())
                        .filter(PublishFailedException::mayHaveBeenAccepted))
                .hasSize(THREADS);
    }

    @Test
    void triesTheOthersWhereOneFailsForItself() {
        var outcomes = publish(event -> {
            if (event.id().equals("e-7")) {
                throw new PublishFailedException(event, false, null);
            }
            return new Publication(event.id(), event.id(), false);
        });

        assertThat(tried).hasSize(100);
        assertThat(outcomes.stream().filter(PublishOutcome.Published.class::isInstance))
                .hasSize(99);
    }

    @Test
    void keepsTheReceiptsOfThoseThatWereBegunWhenItIsStopped() {
        var outcomes = publish(PublishBatchTest::keyed, event -> {
            if (event.id().equals("e-10")) {
                threads.shutdown();
            }
            return published(event);
        });

        assertThat(outcomes.subList(0, 11))
                .allSatisfy(it -> assertThat(it).isInstanceOf(PublishOutcome.Published.class));
        assertThat(outcomes.subList(11, 100)).allSatisfy(it -> assertRefused(it, ErrorCode.NOT_RUNNING));
        assertThat(tried).hasSize(11);
    }

    @Test
    void refusesAllOnceItIsStopped() {
        threads.shutdown();

        assertThat(publish(PublishBatchTest::unkeyed, PublishBatchTest::published))
                .hasSize(100)
                .allSatisfy(it -> assertRefused(it, ErrorCode.NOT_RUNNING));
        assertThat(tried).isEmpty();
    }

    @Test
    void refusesByItselfWhatFailsUnexpectedly() {
        var outcomes = publish(
                n -> {
                    if (n == 3) {
                        throw new IllegalStateException("no event");
                    }
                    return unkeyed(n);
                },
                event -> {
                    if (event.id().equals("e-7")) {
                        throw new IllegalStateException("no luck");
                    }
                    return published(event);
                });

        assertRefused(outcomes.get(3), ErrorCode.REQUEST_FAILED);
        assertRefused(outcomes.get(7), ErrorCode.PUBLISH_FAILED);
        var reason = (PublishFailedException) ((PublishOutcome.Refused) outcomes.get(7)).reason();
        assertThat(reason.mayHaveBeenAccepted()).isTrue();
        assertThat(reason).hasRootCauseMessage("no luck");
        assertThat(outcomes.stream().filter(PublishOutcome.Published.class::isInstance))
                .hasSize(98);
    }

    private static void assertRefused(PublishOutcome outcome, ErrorCode code) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        PublishOutcome.Refused.class,
                        it -> assertThat(it.reason().code()).isEqualTo(code));
    }

    private static Publication published(EventEnvelope event) {
        return new Publication(event.id(), event.id(), false);
    }

    private static EventEnvelope unkeyed(int n) {
        return EventEnvelope.of("e-" + n, "order.created", "{}", Instant.EPOCH);
    }

    private static EventEnvelope keyed(int n) {
        return new EventEnvelope(
                "e-" + n,
                "order.created",
                "1",
                "{}",
                Instant.EPOCH,
                "shop",
                List.of(),
                Map.of(),
                "k",
                "orders",
                null,
                null,
                null,
                null,
                null);
    }

    private List<PublishOutcome> publish(Function<EventEnvelope, Publication> start) {
        return publish(PublishBatchTest::unkeyed, start);
    }

    private List<PublishOutcome> publish(IntFunction<EventEnvelope> made, Function<EventEnvelope, Publication> start) {
        Function<EventEnvelope, Publication> counted = event -> {
            tried.add(event.id());
            return start.apply(event);
        };
        var batch = new PublishBatch(counted, TIMEOUT, threads, ObservationRegistry.NOOP, clock::get);
        var outcomes = IntStream.range(0, 100)
                .mapToObj(n -> batch.add(() -> made.apply(n)))
                .toList();
        return outcomes.stream().map(CompletableFuture::join).toList();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
