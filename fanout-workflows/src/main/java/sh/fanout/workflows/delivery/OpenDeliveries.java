package sh.fanout.workflows.delivery;

import static java.util.Comparator.comparingLong;
import static java.util.function.BinaryOperator.maxBy;

import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.NextAttempt;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.History;

/**
 * Reads the deliveries that are under way, with their attempts, and which is next. The log has an event's deliveries once it
 * has settled, or takes long; until then the fan-out knows them, and their attempts are in heartbeats, which the server keeps.
 *
 * <p>Safe for use by any number of threads.
 */
public final class OpenDeliveries {

    /** Each is asked for by itself. */
    private static final int MOST = 20;

    /** Without a worker of the engine nobody answers. */
    private static final long PATIENCE_MILLIS = 2_000;

    private static final Logger logger = LoggerFactory.getLogger(OpenDeliveries.class);

    private final Bus bus;

    public OpenDeliveries(Bus bus) {
        this.bus = bus;
    }

    /** The event with these deliveries and attempts; as it was, while nobody answers. */
    public LoggedEvent in(LoggedEvent event) {
        return withAttempts(event.status().settled() ? event : withDeliveries(event));
    }

    private LoggedEvent withDeliveries(LoggedEvent event) {
        try {
            var newest = new TreeMap<String, LoggedDelivery>();
            Stream.concat(event.deliveries().stream(), ask(event.workflowId()).stream())
                    .forEach(it -> newest.merge(it.id(), it, maxBy(comparingLong(LoggedDelivery::revision))));
            return newest.isEmpty() ? event : event.underWay(List.copyOf(newest.values()));
        } catch (StatusRuntimeException e) {
            logger.debug("The fan-out {} does not tell its deliveries", event.workflowId(), e);
            return event;
        }
    }

    private List<LoggedDelivery> ask(String fanOut) {
        var all = new ArrayList<LoggedDelivery>();
        @Nullable String after = null;
        do {
            var page = ask(fanOut, after);
            all.addAll(page.deliveries());
            after = page.next();
        } while (after != null);
        return all;
    }

    private DeliveriesPage ask(String fanOut, @Nullable String after) {
        var query = WorkflowQuery.newBuilder()
                .setQueryType(DeliveriesPage.QUERY)
                .setQueryArgs(bus.converter().toPayloads(after).orElseThrow());
        var answer = bus.stubs()
                .blockingStub()
                .withDeadlineAfter(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .queryWorkflow(QueryWorkflowRequest.newBuilder()
                        .setNamespace(bus.namespace())
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(fanOut))
                        .setQuery(query)
                        .build());
        return bus.converter()
                .fromPayloads(0, Optional.of(answer.getQueryResult()), DeliveriesPage.class, DeliveriesPage.class);
    }

    private LoggedEvent withAttempts(LoggedEvent event) {
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
