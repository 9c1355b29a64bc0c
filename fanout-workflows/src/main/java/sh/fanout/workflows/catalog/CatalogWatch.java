package sh.fanout.workflows.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.Periodic;

/**
 * Keeps the catalog to who is there, each instance for itself: what a service's newest build no longer has retires once
 * nobody has polled its queue for a grace time; a build is the newest again once no instance of a later one was there for as
 * long; and what this instance serves is never missing for long. The catalog decides, and is kept running for that.
 */
public final class CatalogWatch implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(CatalogWatch.class);
    private static final int LOOKS_IN_A_GRACE_TIME = 4;

    private final Periodic checks;
    private final Attendance attendance;
    private final CatalogReader reader;
    private final CatalogClient client;
    private final Declaration own;
    private final Duration grace;
    private final Runnable onReinstated;
    private final Absences servants;
    private final Absences laterBuilds;

    /**
     * Creates a watch.
     *
     * @param own what this instance has declared
     * @param grace longer than a poll lasts, which is a minute: until then a queue that is served can look deserted
     * @param onReinstated is run after this instance's build has become the newest again
     */
    public CatalogWatch(
            Bus bus,
            CatalogReader reader,
            CatalogClient client,
            Declaration own,
            Duration grace,
            Runnable onReinstated) {
        checks = new Periodic("fanout-catalog", grace.dividedBy(LOOKS_IN_A_GRACE_TIME), this::check);
        attendance = new Attendance(bus);
        this.reader = reader;
        this.client = client;
        this.own = own;
        this.grace = grace;
        this.onReinstated = onReinstated;
        servants = new Absences(grace);
        laterBuilds = new Absences(grace);
    }

    public void start() {
        checks.start();
    }

    private void check() {
        try {
            client.revive();
            reinstateIfAlone();
            var abandoned = reader.current().abandoned();
            servants.keepOnly(abandoned.stream().map(SubscriptionEntry::id).toList());
            abandoned.forEach(this::retireIfDeserted);
            declareWhatIsMissing();
        } catch (RuntimeException e) {
            // Nobody could poll a server that does not answer either.
            servants.keepOnly(List.of());
            laterBuilds.keepOnly(List.of());
            throw e;
        }
    }

    private void reinstateIfAlone() {
        var later = reader.current().buildsAfter(own.build(), own.service());
        var who = String.join(", ", later);
        laterBuilds.keepOnly(List.of(who));
        if (!later.isEmpty() && laterBuilds.isAbsent(who, lastSeen(later), Instant.now())) {
            client.reinstate(own);
            reader.refresh();
            onReinstated.run();
            logger.info(
                    "Build {} of service {} says again what the service wants: for {} no instance of {} was there",
                    own.build(),
                    own.service(),
                    grace,
                    who);
        }
    }

    private @Nullable Instant lastSeen(Set<String> builds) {
        return attendance.lastSeen(own.service(), builds).orElse(null);
    }

    /** A subscription may have retired in the moments before this instance began to poll, or its build been gone back to. */
    private void declareWhatIsMissing() {
        if (reader.current().misses(own)) {
            client.declare(own);
        }
    }

    private void retireIfDeserted(SubscriptionEntry subscription) {
        var lastPoll = attendance.lastPoll(subscription.id()).orElse(null);
        if (servants.isAbsent(subscription.id(), lastPoll, Instant.now())) {
            client.retire(subscription.id());
            logger.info(
                    "Subscription {} is retired: service {} no longer has it, and nobody served it for {}",
                    subscription.id(),
                    subscription.service(),
                    grace);
        }
    }

    @Override
    public void close() {
        checks.close();
    }
}
