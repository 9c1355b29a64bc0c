package sh.fanout.workflows.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.Periodic;

/**
 * Keeps the catalog to who is there, each instance for itself: what a service's newest build no longer has retires once
 * nobody has polled its queue for a grace time; a build is the newest again once no instance of a later one was there for three
 * times as long; and what this instance serves is never missing for long. The catalog decides, and is kept running for that.
 */
public final class CatalogWatch implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(CatalogWatch.class);
    private static final int LOOKS_IN_A_GRACE_TIME = 4;

    /** An instance that dies at each start is started again after five minutes at the latest. */
    private static final int GRACE_TIMES_OF_A_BUILD = 3;

    private final Periodic checks;
    private final Attendance attendance;
    private final CatalogReader reader;
    private final CatalogClient client;
    private final Declaration own;
    private final Duration grace;
    private final Runnable onReinstated;
    private final Absences pollers;
    private final Absences laterBuilds;
    private final Set<String> refusals = new HashSet<>();
    private boolean wasFollowed;

    /**
     * Creates a watch.
     *
     * @param own what this instance has declared
     * @param grace longer than a poll lasts, which is a minute: until then a queue that is served can look deserted
     * @param onReinstated is run after what this instance serves is declared again
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
        pollers = new Absences(grace);
        laterBuilds = new Absences(grace.multipliedBy(GRACE_TIMES_OF_A_BUILD));
    }

    public void start() {
        checks.start();
    }

    private void check() {
        try {
            client.revive();
            unlessRefused(this::goBackIfAlone);
            retireWhatIsDeserted();
            unlessRefused(this::declareWhatIsMissing);
        } catch (RuntimeException e) {
            // Nobody could poll a server that does not answer either.
            pollers.keepOnly(List.of());
            laterBuilds.keepOnly(List.of());
            throw e;
        }
    }

    /** What contradicts another service by now stays undone, and keeps nothing else from being done. */
    private void unlessRefused(Runnable step) {
        try {
            step.run();
        } catch (FanoutException refusal) {
            if (refusal.code() == ErrorCode.TEMPORAL_UNREACHABLE) {
                throw refusal;
            }
            if (refusals.add(refusal.problem())) {
                logger.warn("The catalog stays without what this instance serves: {}", refusal.getMessage());
            }
        }
    }

    private void goBackIfAlone() {
        var later = later();
        var who = String.join(", ", later);
        laterBuilds.keepOnly(List.of(who));
        if (!later.isEmpty() && laterBuilds.isAbsent(who, lastSeen(own.service(), later), Instant.now())) {
            client.reinstate(new Reinstatement(own, later));
            reader.refresh();
            if (later().isEmpty()) {
                logger.info(
                        "No instance of {} is there: build {} says again what {} wants",
                        who,
                        own.build(),
                        own.service());
            }
        }
    }

    /**
     * A subscription may have retired in the moments before this instance began to poll; or another instance went back to
     * their build, and knows only what is its own.
     */
    private void declareWhatIsMissing() {
        var known = reader.refresh();
        var isFollowed = !later().isEmpty();
        if (known.misses(own) || (wasFollowed && !isFollowed)) {
            client.declare(own);
            reader.refresh();
            onReinstated.run();
        }
        wasFollowed = isFollowed;
    }

    private Set<String> later() {
        return reader.current().buildsAfter(own.build(), own.service());
    }

    private void retireWhatIsDeserted() {
        var abandoned = reader.current().abandoned();
        pollers.keepOnly(abandoned.stream().map(SubscriptionEntry::id).toList());
        abandoned.stream().filter(this::isDeserted).forEach(this::retire);
    }

    /** Whose handlers are all busy does not poll for more, but is there. */
    private boolean isDeserted(SubscriptionEntry subscription) {
        var service = subscription.service();
        var others = lastSeen(service, reader.current().buildsBeforeNewest(service));
        var lastPoll = attendance.lastPoll(subscription.id()).orElse(null);
        var last = lastPoll == null || (others != null && others.isAfter(lastPoll)) ? others : lastPoll;
        return pollers.isAbsent(subscription.id(), last, Instant.now());
    }

    private @Nullable Instant lastSeen(String service, Set<String> builds) {
        return attendance.lastSeen(service, builds).orElse(null);
    }

    private void retire(SubscriptionEntry subscription) {
        client.retire(subscription.id());
        logger.info(
                "Subscription {} is retired: service {} no longer has it, and nobody served it for {}",
                subscription.id(),
                subscription.service(),
                grace);
    }

    @Override
    public void close() {
        checks.close();
    }
}
