package sh.fanout.spring;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import sh.fanout.spring.ApplicationDefinitions.Found;
import sh.fanout.workflows.FanoutEngine;

/**
 * Starts the engine before the web server takes requests, and stops it after the last one: handlers finish before the
 * beans that they use go.
 */
final class FanoutLifecycle implements SmartLifecycle {

    /** Below the web server's phase: what starts first stops last. */
    private static final int PHASE = Integer.MAX_VALUE / 2;

    private final Supplier<Found> definitions;
    private final Function<Found, FanoutEngine> assembly;
    private final DeferredFanout fanout;
    private volatile @Nullable Running running;

    FanoutLifecycle(Supplier<Found> definitions, Function<Found, FanoutEngine> assembly, DeferredFanout fanout) {
        this.definitions = definitions;
        this.assembly = assembly;
        this.fanout = fanout;
    }

    /** A started engine, and what the application has defined. */
    record Running(FanoutEngine engine, Found definitions) {}

    @Override
    public void start() {
        var found = definitions.get();
        var engine = assembly.apply(found);
        try {
            engine.start();
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
        running = new Running(engine, found);
        fanout.started(engine.fanout());
    }

    @Override
    public void stop() {
        var stopping = running;
        if (stopping != null) {
            stopping.engine().close();
            running = null;
        }
    }

    Running running() {
        var now = running;
        if (now == null) {
            throw new IllegalStateException("Fanout is not running.");
        }
        return now;
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
