package sh.fanout.workflows.publish;

import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.EventEnvelope;
import sh.fanout.EventType;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;
import sh.fanout.GatherResult;
import sh.fanout.JsonEvent;
import sh.fanout.Publication;
import sh.fanout.PublishOptions;
import sh.fanout.PublishOutcome;
import sh.fanout.workflows.gather.Gatherer;

/** Publishes by starting a fan-out: makes the event, then makes one call. */
public final class TemporalFanout implements Fanout {

    private final NewEvents events;
    private final LimitedStarter starter;
    private final Cancellations cancellations;
    private final Gatherer gatherer;
    private final Executor batches;
    private final ObservationRegistry observations;

    /** @param batches the threads that publish the events of batches */
    public TemporalFanout(
            NewEvents events,
            LimitedStarter starter,
            Cancellations cancellations,
            Gatherer gatherer,
            Executor batches,
            ObservationRegistry observations) {
        this.events = events;
        this.starter = starter;
        this.cancellations = cancellations;
        this.gatherer = gatherer;
        this.batches = batches;
        this.observations = observations;
    }

    @Override
    public Publication publish(Object payload, PublishOptions options) {
        return publish(() -> events.of(payload, options));
    }

    @Override
    public <T> Publication publish(EventType<T> type, T payload, PublishOptions options) {
        return publish(() -> events.of(type, payload, options));
    }

    @Override
    public Publication publishJson(String type, String payload, PublishOptions options) {
        return publish(() -> events.of(new JsonEvent(type, payload, options)));
    }

    private Publication publish(Supplier<EventEnvelope> wanted) {
        var publishing = ObservedPublish.begin(observations);
        var event = publishing.event(wanted);
        return publishing.end(() -> starter.start(event));
    }

    @Override
    public <T> List<PublishOutcome> publishAll(
            List<? extends T> payloads, Function<? super T, PublishOptions> options) {
        var count = payloads.size();
        var wanted = payloads.stream()
                .map(it -> it == null ? PublishOptions.defaults() : options.apply(it))
                .toList();
        return startAll(IntStream.range(0, count)
                .mapToObj(i -> () -> events.of(requireThere(payloads.get(i), i, count), wanted.get(i))));
    }

    @Override
    public List<PublishOutcome> publishAllJson(List<JsonEvent> wanted) {
        var count = wanted.size();
        return startAll(IntStream.range(0, count)
                .mapToObj(i -> () -> events.of(requireThere(wanted.get(i), i, count))));
    }

    private static <T> T requireThere(@Nullable T item, int index, int count) {
        if (item == null) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "Item %d of %d of the batch is null.".formatted(index + 1, count),
                    "Give what is to be published, or leave it out.");
        }
        return item;
    }

    private List<PublishOutcome> startAll(Stream<Supplier<EventEnvelope>> wanted) {
        var batch = new PublishBatch(starter::start, starter.timeout(), batches, observations);
        var outcomes = wanted.map(batch::add).toList();
        return outcomes.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public CompletableFuture<GatherResult> gather(Publication publication, Duration deadline) {
        return gatherer.gather(publication, deadline);
    }

    @Override
    public CompletableFuture<GatherResult> gather(String eventId, Duration deadline) {
        return gatherer.gather(eventId, deadline);
    }

    @Override
    public boolean cancel(Publication publication) {
        return cancellations.cancel(publication);
    }

    @Override
    public boolean cancel(String eventId) {
        return cancellations.cancel(eventId);
    }
}
