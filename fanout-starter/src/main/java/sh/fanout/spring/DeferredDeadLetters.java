package sh.fanout.spring;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterGroup;
import sh.fanout.deadletter.DeadLetterPage;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.log.Steps;

/** The {@link DeadLetters} that beans are given: those of the engine, while one runs. */
final class DeferredDeadLetters implements DeadLetters {

    private final RunningEngine engine;

    DeferredDeadLetters(RunningEngine engine) {
        this.engine = engine;
    }

    @Override
    public DeadLetterPage page(DeadLetterQuery query) {
        return letters().page(query);
    }

    @Override
    public List<DeadLetterGroup> groups(DeadLetterQuery query, @Nullable Steps steps) {
        return letters().groups(query, steps);
    }

    @Override
    public Optional<DeadLetter> find(String eventId, String subscription) {
        return letters().find(eventId, subscription);
    }

    @Override
    public void retry(String eventId, String subscription, @Nullable String payload, String who, String why) {
        letters().retry(eventId, subscription, payload, who, why);
    }

    @Override
    public void discard(String eventId, String subscription, String who, String why) {
        letters().discard(eventId, subscription, who, why);
    }

    private DeadLetters letters() {
        return engine.get("The dead letters were asked for").deadLetters();
    }
}
