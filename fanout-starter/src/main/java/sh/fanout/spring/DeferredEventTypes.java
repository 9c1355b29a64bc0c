package sh.fanout.spring;

import java.util.List;
import sh.fanout.catalog.DefinedEventType;
import sh.fanout.catalog.EventTypeSummary;
import sh.fanout.catalog.EventTypes;

/** The {@link EventTypes} that beans are given: those of the engine, while one runs. */
final class DeferredEventTypes implements EventTypes {

    private final RunningEngine engine;

    DeferredEventTypes(RunningEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<EventTypeSummary> list() {
        return types().list();
    }

    @Override
    public DefinedEventType get(String id) {
        return types().get(id);
    }

    private EventTypes types() {
        return engine.get("The event types were asked for").eventTypes();
    }
}
