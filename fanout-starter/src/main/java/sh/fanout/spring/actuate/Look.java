package sh.fanout.spring.actuate;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import sh.fanout.FanoutException;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.spring.Instance;
import sh.fanout.spring.mode.TemporalServer;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.workflows.FanoutEngine;
import sh.fanout.workflows.catalog.Declaration;
import sh.fanout.workflows.log.EventLog;

/** Looks how everything stands; takes seconds where something does not answer. */
record Look(Instance instance, TemporalServer server, EventLog log) implements Supplier<Standing> {

    @Override
    public Standing get() {
        return instance.engine().get().map(this::at).orElse(Standing.NEVER);
    }

    private Standing at(FanoutEngine engine) {
        var refusal = server.refusal();
        if (refusal.isPresent()) {
            // Each further question would wait for the same answer.
            return new Standing(
                    Instant.now(), refusal.get(), List.of(), List.of(), null, OptionalLong.empty(), List.of());
        }
        var served = engine.served();
        var state = engine.log();
        return new Standing(
                Instant.now(),
                null,
                served,
                missing(engine, served),
                state,
                state.available() ? parked() : OptionalLong.empty(),
                List.of());
    }

    private static List<String> missing(FanoutEngine engine, List<SubscriptionState> served) {
        var known = served.stream().map(SubscriptionState::id).toList();
        return engine.declaration().subscriptions().stream()
                .map(Declaration.Subscriber::id)
                .filter(id -> !known.contains(id))
                .toList();
    }

    private OptionalLong parked() {
        try {
            return OptionalLong.of(log.countDeadLetters(DeadLetterQuery.PARKED).letters());
        } catch (FanoutException away) {
            return OptionalLong.empty();
        }
    }
}
