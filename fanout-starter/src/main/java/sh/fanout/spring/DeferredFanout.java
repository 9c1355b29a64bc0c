package sh.fanout.spring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.EventType;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;
import sh.fanout.GatherResult;
import sh.fanout.JsonEvent;
import sh.fanout.Publication;
import sh.fanout.PublishOptions;
import sh.fanout.PublishOutcome;

/**
 * The {@link Fanout} that beans are given: handlers publish too, so it must be there before the engine, which needs the
 * handlers.
 */
final class DeferredFanout implements Fanout {

    private volatile @Nullable Fanout running;
    private volatile boolean stopped;

    void started(Fanout fanout) {
        running = fanout;
    }

    void stopped() {
        running = null;
        stopped = true;
    }

    @Override
    public Publication publish(Object payload, PublishOptions options) {
        return fanout().publish(payload, options);
    }

    @Override
    public <T> Publication publish(EventType<T> type, T payload, PublishOptions options) {
        return fanout().publish(type, payload, options);
    }

    @Override
    public Publication publishJson(String type, String payload, PublishOptions options) {
        return fanout().publishJson(type, payload, options);
    }

    @Override
    public <T> List<PublishOutcome> publishAll(
            List<? extends T> payloads, Function<? super T, PublishOptions> options) {
        return fanout().publishAll(payloads, options);
    }

    @Override
    public List<PublishOutcome> publishAllJson(List<JsonEvent> events) {
        return fanout().publishAllJson(events);
    }

    @Override
    public CompletableFuture<GatherResult> gather(Publication publication, Duration deadline) {
        return fanout().gather(publication, deadline);
    }

    @Override
    public CompletableFuture<GatherResult> gather(String eventId, Duration deadline) {
        return fanout().gather(eventId, deadline);
    }

    @Override
    public boolean cancel(Publication publication) {
        return fanout().cancel(publication);
    }

    @Override
    public boolean cancel(String eventId) {
        return fanout().cancel(eventId);
    }

    private Fanout fanout() {
        var fanout = running;
        if (fanout != null) {
            return fanout;
        }
        throw stopped
                ? new FanoutException(
                        ErrorCode.NOT_RUNNING,
                        "Fanout was used after it has stopped with the application.",
                        "Use it before the context closes: a handler or a request that still runs may do so, @PreDestroy may not.")
                : new FanoutException(
                        ErrorCode.NOT_RUNNING,
                        "Fanout was used before it has started.",
                        "Fanout starts when all beans are there: use it from an ApplicationRunner or later, not from a constructor or @PostConstruct.");
    }
}
