package sh.fanout.workflows.publish;

import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.EventEnvelope;
import sh.fanout.FanoutException;
import sh.fanout.Publication;
import sh.fanout.PublishFailedException;
import sh.fanout.PublishOutcome;
import sh.fanout.workflows.lane.LaneRef;

/** Events that are published at the same time, but those of one key one after the other, which keeps their order. */
final class PublishBatch {

    private static final CompletableFuture<?> NOTHING = CompletableFuture.completedFuture(true);

    private final Map<LaneRef, CompletableFuture<PublishOutcome>> lastOfKey = new HashMap<>();
    private final Function<EventEnvelope, Publication> start;
    private final Duration timeout;
    private final Executor threads;
    private final ObservationRegistry observations;
    private final LongSupplier nanoTime;

    /**
     * How the first of them failed for which Temporal was waited in vain: the others are not tried, or each would wait as long.
     */
    private volatile @Nullable PublishFailedException away;

    /** @param timeout how long {@code start} waits for Temporal */
    PublishBatch(
            Function<EventEnvelope, Publication> start,
            Duration timeout,
            Executor threads,
            ObservationRegistry observations) {
        this(start, timeout, threads, observations, System::nanoTime);
    }

    PublishBatch(
            Function<EventEnvelope, Publication> start,
            Duration timeout,
            Executor threads,
            ObservationRegistry observations,
            LongSupplier nanoTime) {
        this.start = start;
        this.timeout = timeout;
        this.threads = threads;
        this.observations = observations;
        this.nanoTime = nanoTime;
    }

    /** Publishes one more, which is made by the calling thread: it knows its trace and the event that it handles. */
    CompletableFuture<PublishOutcome> add(Supplier<EventEnvelope> wanted) {
        var publishing = ObservedPublish.begin(observations);
        try {
            var event = publishing.event(wanted);
            return LaneRef.of(event)
                    .map(key -> lastOfKey.compute(key, (same, before) -> after(before, event, publishing)))
                    .orElseGet(() -> after(null, event, publishing));
        } catch (FanoutException reason) {
            return CompletableFuture.completedFuture(new PublishOutcome.Refused(reason));
        } catch (RuntimeException unexpected) {
            return CompletableFuture.completedFuture(new PublishOutcome.Refused(noEvent(unexpected)));
        }
    }

    private CompletableFuture<PublishOutcome> after(
            @Nullable CompletableFuture<?> before, EventEnvelope event, ObservedPublish publishing) {
        return (before == null ? NOTHING : before)
                .thenApplyAsync(ignored -> outcome(event, publishing, () -> publish(event)), threads)
                .exceptionally(failure -> outcome(event, publishing, () -> {
                    throw reason(event, failure);
                }));
    }

    /** However it ends: an outcome that was thrown would take those of all others with it. */
    private static PublishOutcome outcome(
            EventEnvelope event, ObservedPublish publishing, Supplier<Publication> start) {
        try {
            return new PublishOutcome.Published(publishing.end(start));
        } catch (FanoutException reason) {
            return new PublishOutcome.Refused(reason);
        } catch (RuntimeException unexpected) {
            return new PublishOutcome.Refused(new PublishFailedException(event, true, unexpected));
        }
    }

    private static FanoutException noEvent(RuntimeException cause) {
        return new FanoutException(
                ErrorCode.REQUEST_FAILED,
                "An event could not be made: %s.".formatted(cause),
                "It was not published: the cause says why.",
                cause);
    }

    private static FanoutException reason(EventEnvelope event, Throwable failure) {
        return failure.getCause() instanceof RejectedExecutionException
                ? new FanoutException(
                        ErrorCode.NOT_RUNNING,
                        "Fanout has stopped before event %s of type '%s' was published."
                                .formatted(event.id(), event.type()),
                        "It was not published: publish it again where Fanout runs.")
                : new PublishFailedException(event, true, failure);
    }

    private Publication publish(EventEnvelope event) {
        if (away != null) {
            throw new PublishFailedException(event, false, away);
        }
        var began = nanoTime.getAsLong();
        try {
            return start.apply(event);
        } catch (PublishFailedException failed) {
            if (nanoTime.getAsLong() - began >= timeout.toNanos()) {
                away = failed;
            }
            throw failed;
        }
    }
}
