package sh.fanout.spring;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.Subscriptions;

/** The {@link Subscriptions} that beans are given: those of the engine, while one runs. */
final class DeferredSubscriptions implements Subscriptions {

    private final ObjectProvider<FanoutLifecycle> lifecycle;

    /** Asks for the lifecycle only when it is used: a bean that has this one must not start Temporal early. */
    DeferredSubscriptions(ObjectProvider<FanoutLifecycle> lifecycle) {
        this.lifecycle = lifecycle;
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
        var running = lifecycle.getObject().running();
        if (running == null) {
            throw new FanoutException(
                    ErrorCode.NOT_RUNNING,
                    "The subscriptions were asked for while Fanout does not run.",
                    "Ask from an ApplicationRunner or a request: not before the application is up, nor after it has stopped.");
        }
        return running.engine().subscriptions();
    }
}
