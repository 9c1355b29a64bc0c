package sh.fanout.workflows.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sh.fanout.EventEnvelope;
import sh.fanout.Publication;
import sh.fanout.PublishFailedException;
import sh.fanout.PublishOutcome;

class BatchTest {

    private static final int THREADS = 4;
    private static final Duration TIMEOUT = Duration.ofMillis(50);

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Queue<String> tried = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void waitsForATemporalThatIsAwayButOnce() {
        var outcomes = publish(event -> {
            sleep(TIMEOUT.plusMillis(10));
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

    private List<PublishOutcome> publish(Function<EventEnvelope, Publication> start) {
        Function<EventEnvelope, Publication> counted = event -> {
            tried.add(event.id());
            return start.apply(event);
        };
        var batch = new Batch(counted, TIMEOUT, threads, ObservationRegistry.NOOP);
        var outcomes = IntStream.range(0, 100)
                .mapToObj(n -> batch.add(() -> EventEnvelope.of("e-" + n, "order.created", "{}", Instant.EPOCH)))
                .toList();
        return outcomes.stream().map(CompletableFuture::join).toList();
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
