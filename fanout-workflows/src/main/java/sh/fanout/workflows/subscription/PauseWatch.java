package sh.fanout.workflows.subscription;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.subscription.SubscriptionLimits;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.temporal.Periodic;

/**
 * Ends the pauses whose time has come, of the subscriptions that this instance serves. All that serve one watch it, and the
 * first to see it resumes it.
 */
public final class PauseWatch implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(PauseWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);

    /** Bounds the calls of an idle instance, however many subscriptions it has. */
    private static final int AT_ONCE = 20;

    private final Periodic checks = new Periodic("fanout-pauses", PERIOD, this::check);
    private final List<String> subscriptions;
    private final Supplier<CatalogState> catalog;
    private final QueueControl queues;
    private int next;

    public PauseWatch(List<String> subscriptions, Supplier<CatalogState> catalog, QueueControl queues) {
        this.subscriptions = List.copyOf(subscriptions);
        this.catalog = catalog;
        this.queues = queues;
    }

    public void start() {
        if (!subscriptions.isEmpty()) {
            checks.start();
        }
    }

    private void check() {
        var end = Math.min(next + AT_ONCE, subscriptions.size());
        var batch = subscriptions.subList(next, end);
        next = end == subscriptions.size() ? 0 : end;
        queues.describe(batch).forEach((subscription, state) -> {
            if (state.isPausedBeyondItsEnd(Instant.now())) {
                resume(subscription);
            }
        });
    }

    /** Looks once more: somebody may have paused it anew, or resumed it, since all were asked. */
    private void resume(String subscription) {
        var now = requireNonNull(queues.describe(List.of(subscription)).get(subscription));
        if (now.isPausedBeyondItsEnd(Instant.now())) {
            queues.resume(subscription, declared(subscription), "fanout", "the pause has ended");
            logger.info("Subscription {} goes on: its pause has ended", subscription);
        }
    }

    private SubscriptionLimits declared(String subscription) {
        var entry = catalog.get().subscriptions().get(subscription);
        return entry == null ? SubscriptionLimits.defaults() : entry.declared().limits();
    }

    @Override
    public void close() {
        checks.close();
    }
}
