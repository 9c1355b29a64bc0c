package sh.fanout.spring.actuate;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import sh.fanout.subscription.Backlog;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.workflows.limit.RateLimiter;
import sh.fanout.workflows.log.LogState;
import sh.fanout.workflows.observation.FanoutObservation;

/** Measures what no observation tells: what waits, and since when. A value that is not known is not a number. */
final class FanoutMeters implements MeterBinder {

    private static final String SECONDS = "seconds";
    private static final double MILLIS = 1000;

    private final Watch watch;
    private final RateLimiter limiter;

    FanoutMeters(Watch watch, RateLimiter limiter) {
        this.watch = watch;
        this.limiter = limiter;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("fanout.limiter.outage.decisions", limiter, RateLimiter::outageDecisions)
                .description("Events of limited types that were decided by the outage policy, without counting")
                .register(registry);
        log("fanout.log.waiting", "rows", "Records that wait to be written to the event log", LogState::waiting)
                .register(registry);
        log(
                        "fanout.log.waiting.age",
                        SECONDS,
                        "For how long the oldest record has waited",
                        log -> seconds(log.oldest()))
                .register(registry);
        log(
                        "fanout.log.available",
                        null,
                        "1 while the store of the event log answers, else 0",
                        log -> log.available() ? 1 : 0)
                .register(registry);
        stuck("fanout.dead.letters", "letters", "Dead letters of the bus that are parked", Stuck::letters)
                .register(registry);
        stuck("fanout.keys.blocked", "keys", "Ordering keys of the bus that a failed delivery holds", Stuck::keys)
                .register(registry);

        var backlog = MultiGauge.builder("fanout.subscription.backlog")
                .description("Deliveries that wait for a worker")
                .baseUnit("deliveries")
                .register(registry);
        var age = MultiGauge.builder("fanout.subscription.backlog.age")
                .description("For how long the oldest of them has waited")
                .baseUnit(SECONDS)
                .register(registry);
        var pollers = MultiGauge.builder("fanout.subscription.pollers")
                .description("Instances that have asked for deliveries in the last minutes")
                .baseUnit("instances")
                .register(registry);
        watch.report(standing -> {
            show(backlog, standing, it -> of(it.backlog(), Backlog::waiting));
            show(age, standing, it -> of(it.backlog(), waiting -> seconds(waiting.oldest())));
            show(pollers, standing, SubscriptionState::pollers);
        });
    }

    private Gauge.Builder<Watch> log(
            String name, @Nullable String unit, String description, ToDoubleFunction<LogState> value) {
        return gauge(name, unit, description, it -> of(it.log(), value));
    }

    private Gauge.Builder<Watch> stuck(String name, String unit, String description, ToDoubleFunction<Stuck> value) {
        return gauge(name, unit, description, it -> of(it.stuck(), value));
    }

    private Gauge.Builder<Watch> gauge(
            String name, @Nullable String unit, String description, ToDoubleFunction<Standing> value) {
        return Gauge.builder(name, watch, it -> value.applyAsDouble(it.latest()))
                .description(description)
                .baseUnit(unit);
    }

    private static void show(MultiGauge gauge, Standing standing, Function<SubscriptionState, Number> value) {
        gauge.register(
                standing.subscriptions().stream()
                        .map(it -> Row.of(
                                Tags.of(FanoutObservation.Tag.SUBSCRIPTION.asString(), it.id()), value.apply(it)))
                        .toList(),
                true);
    }

    private static <T> double of(@Nullable T known, ToDoubleFunction<T> value) {
        return known == null ? Double.NaN : value.applyAsDouble(known);
    }

    private static double seconds(@Nullable Duration age) {
        return age == null ? 0 : age.toMillis() / MILLIS;
    }
}
