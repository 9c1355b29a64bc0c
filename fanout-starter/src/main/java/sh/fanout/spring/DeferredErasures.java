package sh.fanout.spring;

import java.util.List;
import java.util.Optional;
import sh.fanout.erasure.Erasable;
import sh.fanout.erasure.Erasure;
import sh.fanout.erasure.Erasures;

/** The {@link Erasures} that beans are given: those of the engine, while one runs. */
final class DeferredErasures implements Erasures {

    private final RunningEngine engine;

    DeferredErasures(RunningEngine engine) {
        this.engine = engine;
    }

    @Override
    public long count(Erasable what) {
        return erasures().count(what);
    }

    @Override
    public String erase(Erasable what, String who, String why) {
        return erasures().erase(what, who, why);
    }

    @Override
    public Optional<Erasure> find(String id) {
        return erasures().find(id);
    }

    @Override
    public List<Erasure> newest(int limit) {
        return erasures().newest(limit);
    }

    private Erasures erasures() {
        return engine.get("The erasures were asked for").erasures();
    }
}
