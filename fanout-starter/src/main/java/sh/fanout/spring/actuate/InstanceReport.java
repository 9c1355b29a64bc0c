package sh.fanout.spring.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.workflows.log.LogState;

/**
 * One instance, for people and their tools. Fields may be added, and keep their names and meanings.
 *
 * @param version the version of Fanout
 * @param service the name of the application, as the bus knows it; {@code null} if Fanout does not run
 * @param build its build
 * @param eventTypes those that it defines
 * @param subscriptions those that it serves
 * @param stuck what waits for a person, on the whole bus; {@code null} if the event log does not tell
 * @param looked when the subscriptions, the waiting records and what is stuck were looked at, 15 seconds ago at most
 */
record InstanceReport(
        String version,
        @Nullable String service,
        @Nullable String build,
        String bus,
        String mode,
        Temporal temporal,
        Log eventLog,
        Limiter limiter,
        List<Type> eventTypes,
        List<Subscription> subscriptions,
        @Nullable Stuck stuck,
        @Nullable Instant looked) {

    /** @param refusal why it does not answer; {@code null} if it does */
    record Temporal(
            String server, String namespace, @Nullable String refusal) {}

    /**
     * The event log.
     *
     * @param available whether its store answers; {@code null} if nobody has looked
     * @param waiting how many records wait to be written
     * @param oldest for how long the first of them has
     */
    record Log(
            String store,
            @Nullable Boolean available,
            @Nullable Long waiting,
            @Nullable Duration oldest) {

        static Log of(String store, @Nullable LogState state) {
            return state == null
                    ? new Log(store, null, null, null)
                    : new Log(store, state.available(), state.waiting(), state.oldest());
        }
    }

    record Limiter(String store, boolean available, long outageDecisions) {}

    record Type(String id, String version) {}

    /**
     * A subscription.
     *
     * @param events the event type that it wants, or a pattern
     * @param waiting how many deliveries wait for a worker; {@code null} if the server does not tell
     * @param oldest for how long the first of them has
     * @param pollers how many instances have asked for deliveries in the last minutes
     */
    record Subscription(
            String id,
            String events,
            String status,
            @Nullable Long waiting,
            @Nullable Duration oldest,
            int pollers) {

        static Subscription of(SubscriptionState state) {
            var backlog = state.backlog();
            return new Subscription(
                    state.id(),
                    state.events(),
                    state.status().name().toLowerCase(Locale.ROOT),
                    backlog == null ? null : backlog.waiting(),
                    backlog == null ? null : backlog.oldest(),
                    state.pollers());
        }
    }
}
