package sh.fanout.workflows.delivery;

import io.grpc.StatusRuntimeException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.NextAttempt;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.History;

/**
 * Reads the attempts of deliveries that are under way, and which is next. The log has them once a delivery has settled; until
 * then they are in the heartbeats, which the server keeps.
 *
 * <p>Safe for use by any number of threads.
 */
public final class OpenDeliveries {

    /** Each is asked for by itself. */
    private static final int MOST = 20;

    private static final Logger logger = LoggerFactory.getLogger(OpenDeliveries.class);

    private final Bus bus;

    public OpenDeliveries(Bus bus) {
        this.bus = bus;
    }

    /** The event with these attempts; as it was, while the server does not answer. */
    public LoggedEvent in(LoggedEvent event) {
        try {
            var attempts = attempts(event);
            return attempts.isEmpty()
                    ? event
                    : event.eachDelivery(it -> attempts.containsKey(it.id()) ? after(attempts.get(it.id()), it) : it);
        } catch (StatusRuntimeException e) {
            logger.debug("Temporal does not tell the attempts of {}", event.workflowId(), e);
            return event;
        }
    }

    private Map<String, History.Heartbeat<AttemptLog>> attempts(LoggedEvent event) {
        var attempts = new HashMap<String, History.Heartbeat<AttemptLog>>();
        event.deliveries().stream()
                .filter(it -> it.status() == DeliveryStatus.PENDING)
                .limit(MOST)
                .forEach(it -> bus.history()
                        .heartbeat(workflowId(event, it), AttemptLog.class)
                        .ifPresent(log -> attempts.put(it.id(), log)));
        return attempts;
    }

    private String workflowId(LoggedEvent event, LoggedDelivery delivery) {
        return bus.ids().delivery(event.envelope().type(), event.envelope().id(), delivery.subscription());
    }

    private static LoggedDelivery after(History.Heartbeat<AttemptLog> heartbeat, LoggedDelivery delivery) {
        var attempts = heartbeat.details();
        var next = new NextAttempt(attempts.spent() + 1, attempts.limit(), heartbeat.next());
        return delivery.after(attempts.last(), attempts.spent(), next);
    }
}
