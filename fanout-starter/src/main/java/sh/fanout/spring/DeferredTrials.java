package sh.fanout.spring;

import sh.fanout.EventEnvelope;
import sh.fanout.PublishOptions;
import sh.fanout.subscription.Trial;
import sh.fanout.subscription.Trials;

/** The {@link Trials} that beans are given: those of the engine, while one runs. */
final class DeferredTrials implements Trials {

    private final RunningEngine engine;

    DeferredTrials(RunningEngine engine) {
        this.engine = engine;
    }

    @Override
    public Trial of(String eventType, String payload, PublishOptions options) {
        return trials().of(eventType, payload, options);
    }

    @Override
    public Trial of(EventEnvelope event) {
        return trials().of(event);
    }

    private Trials trials() {
        return engine.get("An event was tried").trials();
    }
}
