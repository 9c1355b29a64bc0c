package sh.fanout.spring;

import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.FanoutEngine;

/** The engine that runs, for what operators ask; looked up when it is asked: a bean that has it must not start Temporal early. */
record RunningEngine(ObjectProvider<FanoutLifecycle> lifecycle) {

    /** @param what was asked for, as a message begins */
    FanoutEngine get(String what) {
        return find().orElseThrow(
                        () -> new FanoutException(
                                ErrorCode.NOT_RUNNING,
                                "%s while Fanout does not run.".formatted(what),
                                "Ask from an ApplicationRunner or a request: not before the application is up, nor after it has stopped."));
    }

    /** Empty before it is started, and after it has stopped. */
    Optional<FanoutEngine> find() {
        return Optional.ofNullable(lifecycle.getObject().running()).map(FanoutLifecycle.Running::engine);
    }

    /**
     * A port as beans are given it: each call goes to that of the engine which runs by then.
     *
     * @param what was asked for, as a message begins
     */
    <T> T port(Class<T> type, String what, Function<FanoutEngine, T> port) {
        return LateProxy.of(type, () -> port.apply(get(what)));
    }
}
