package sh.fanout.spring;

import java.util.Optional;
import java.util.function.Supplier;
import sh.fanout.spring.mode.Mode;
import sh.fanout.workflows.FanoutEngine;

/**
 * This instance, for what shows it to operators.
 *
 * @param engine the engine that runs; none before the application is up, and after it has stopped
 */
public record Instance(Mode mode, Supplier<Optional<FanoutEngine>> engine) {}
