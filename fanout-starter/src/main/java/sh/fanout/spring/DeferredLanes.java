package sh.fanout.spring;

import java.util.List;
import sh.fanout.lane.BlockedKey;
import sh.fanout.lane.Lanes;

/** The {@link Lanes} that beans are given: those of the engine, while one runs. */
final class DeferredLanes implements Lanes {

    private final RunningEngine engine;

    DeferredLanes(RunningEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<BlockedKey> blocked() {
        return lanes().blocked();
    }

    @Override
    public void retry(String eventId, String subscription, String who, String why) {
        lanes().retry(eventId, subscription, who, why);
    }

    @Override
    public void skip(String eventId, String subscription, String who, String why) {
        lanes().skip(eventId, subscription, who, why);
    }

    private Lanes lanes() {
        return engine.get("The lanes were asked for").lanes();
    }
}
