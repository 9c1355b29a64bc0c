package sh.fanout.spring.actuate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import sh.fanout.subscription.SubscriptionStatus;
import sh.fanout.workflows.log.LogState;

/** What a standing means for the health of the application. Pure. */
final class StandingHealth {

    /**
     * Something is late, and nothing that the application does for its callers is. It takes no instance out of rotation:
     * Spring Boot leaves a status that {@code management.endpoint.health.status.order} does not name out of every sum, and
     * answers it with 200. Who wants it otherwise names {@code DEGRADED} there.
     */
    static final Status DEGRADED = new Status("DEGRADED", "Rows of the event log wait; deliveries go on");

    private StandingHealth() {}

    static Health temporal(Standing standing, String server) {
        if (standing.looked() == null) {
            return unknown();
        }
        return standing.refusal() == null
                ? Health.up().withDetail("server", server).build()
                : Health.down()
                        .withDetail("server", server)
                        .withDetail("refusal", standing.refusal())
                        .build();
    }

    static Health eventLog(Standing standing, String store) {
        return standing.log() == null ? unknown() : eventLog(standing.log(), store);
    }

    private static Health eventLog(LogState log, String store) {
        var health = Health.status(log.available() ? Status.UP : DEGRADED)
                .withDetail("store", store)
                .withDetail("storeAvailable", log.available())
                .withDetail("waiting", log.waiting());
        if (log.oldest() != null) {
            health.withDetail("oldest", log.oldest());
        }
        return health.build();
    }

    static Health subscriptions(Standing standing) {
        if (standing.looked() == null || standing.refusal() != null) {
            return unknown();
        }
        var served = standing.silent().isEmpty() && standing.unknown().isEmpty();
        return (served ? Health.up() : Health.down())
                .withDetails(details(standing))
                .build();
    }

    private static Map<String, List<String>> details(Standing standing) {
        var details = new TreeMap<String, List<String>>();
        details.put("active", standing.in(SubscriptionStatus.ACTIVE));
        details.put("paused", standing.in(SubscriptionStatus.PAUSED));
        details.put("nobodyPolls", standing.silent());
        details.put("unknownToTheBus", standing.unknown());
        details.values().removeIf(List::isEmpty);
        return details;
    }

    private static Health unknown() {
        return Health.unknown().build();
    }
}
