package sh.fanout.spring;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.Subscriptions;

/** The {@link Subscriptions} that beans are given: those of the engine, while one runs. */
final class DeferredSubscriptions implements Subscriptions {

    private final RunningEngine engine;

    DeferredSubscriptions(RunningEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<SubscriptionState> list() {
        return subscriptions().list();
    }

    @Override
    public SubscriptionState get(String id) {
        return subscriptions().get(id);
    }

    @Override
    public SubscriptionState pause(String id, String who, String why, @Nullable Instant until) {
        return subscriptions().pause(id, who, why, until);
    }

    @Override
    public SubscriptionState resume(String id, String who, String why) {
        return subscriptions().resume(id, who, why);
    }

    private Subscriptions subscriptions() {
        return engine.get("The subscriptions were asked for").subscriptions();
    }
}
