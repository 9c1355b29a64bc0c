package sh.fanout.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventType;
import sh.fanout.Fanout;
import sh.fanout.Publication;
import sh.fanout.PublishOptions;
import sh.fanout.PublishOutcome;

/**
 * The {@link Fanout} that beans are given: handlers publish too, so it must be there before the engine, which needs the
 * handlers.
 */
final class DeferredFanout implements Fanout {

    private volatile @Nullable Fanout started;

    void started(Fanout fanout) {
        started = fanout;
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
    public List<PublishOutcome> publishAll(List<?> payloads) {
        return fanout().publishAll(payloads);
    }

    private Fanout fanout() {
        var fanout = started;
        if (fanout == null) {
            throw new IllegalStateException(
                    "Fanout starts when all beans are there: publish from an ApplicationRunner or later, not from a constructor or @PostConstruct.");
        }
        return fanout;
    }
}
