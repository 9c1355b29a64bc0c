package sh.fanout.spring;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import sh.fanout.spring.ApplicationDefinitions.Found;
import sh.fanout.workflows.FanoutEngine;

/**
 * Starts the engine before the web server takes requests, and stops it after the last one: handlers finish before the
 * beans that they use go.
 */
final class FanoutLifecycle implements SmartLifecycle, DisposableBean {

    /** Below the web server's phase: what starts first stops last. */
    private static final int PHASE = Integer.MAX_VALUE / 2;

    private final Supplier<Found> definitions;
    private final Function<Found, FanoutEngine> assembly;
    private final DeferredFanout fanout;
    private volatile @Nullable Running running;

    /** Prepares an engine, to be put behind the {@code Fanout} that beans have. */
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
            // Handlers may be called, and publish, before the start returns.
            fanout.started(engine.fanout());
            engine.start();
        } catch (RuntimeException e) {
            stop(engine);
            throw e;
        }
        running = new Running(engine, found);
    }

    @Override
    public void stop() {
        var stopping = running;
        if (stopping != null) {
            stop(stopping.engine());
            running = null;
        }
    }

    private void stop(FanoutEngine engine) {
        engine.close();
        fanout.stopped();
    }

    /** Covers a context that fails before its lifecycle is up: workers must not outlive the beans below them. */
    @Override
    public void destroy() {
        stop();
    }

    /** What runs now, if anything does. */
    @Nullable
    Running running() {
        return running;
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
