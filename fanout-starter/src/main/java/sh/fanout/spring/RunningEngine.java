package sh.fanout.spring;

import org.springframework.beans.factory.ObjectProvider;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.FanoutEngine;

/** The engine that runs, for what operators ask; looked up when it is asked: a bean that has it must not start Temporal early. */
record RunningEngine(ObjectProvider<FanoutLifecycle> lifecycle) {

    /** @param what was asked for, as a message begins */
    FanoutEngine get(String what) {
        var running = lifecycle.getObject().running();
        if (running == null) {
            throw new FanoutException(
                    ErrorCode.NOT_RUNNING,
                    "%s while Fanout does not run.".formatted(what),
                    "Ask from an ApplicationRunner or a request: not before the application is up, nor after it has stopped.");
        }
        return running.engine();
    }
}
