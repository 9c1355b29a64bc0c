package sh.fanout.examples.verify;

import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toSet;
import static org.awaitility.Awaitility.await;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.PageLimit;
import sh.fanout.log.Position;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.clickhouse.ClickHouseEventLog;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;
import sh.fanout.workflows.temporal.WorkflowIds;
import sh.fanout.workflows.testing.RealClickHouse;
import sh.fanout.workflows.testing.RealTemporal;

/** What the applications of one scenario run on: a Temporal with a file, a store of the event log, a ledger. */
final class Stage implements AutoCloseable {

    /** Else the event log is a SQLite file, which only one application at a time can have. */
    static final boolean HAS_CLICKHOUSE = System.getenv("FANOUT_CLICKHOUSE") != null;

    private static final WorkflowIds IDS = new WorkflowIds("fanout");
    private static final String NUMBERED = "verify.numbered";

    final RealTemporal temporal;
    private final Path folder;
    private final @Nullable String database;
    private final List<Application> applications = new ArrayList<>();

    Stage(Path folder) {
        this(folder, RealTemporal.start(folder.resolve("temporal.db"), List.of()));
    }

    /** With another Temporal, which ends with the stage. */
    Stage(Path folder, RealTemporal temporal) {
        this.folder = folder;
        this.temporal = temporal;
        database = HAS_CLICKHOUSE ? "verify_" + UUID.randomUUID().toString().replace('-', '_') : null;
    }

    /** Starts a process; {@code properties}, each {@code name=value}, win over those that all have. */
    Application start(String service, String... properties) {
        var all = new LinkedHashMap<String, String>();
        all.put("spring.application.name", service);
        all.put("spring.temporal.connection.target", temporal.target());
        all.put("fanout.data-dir", folder.resolve("data").toString());
        all.put("fanout.log.url", database == null ? "" : jdbcUrl());
        for (var property : properties) {
            var parts = property.split("=", 2);
            all.put(parts[0], parts[1]);
        }
        var output = folder.resolve("application-%d.log".formatted(applications.size() + 1));
        var application = new Application(output, ledgerFolder(), all);
        applications.add(application);
        return application;
    }

    Path ledgerFolder() {
        return folder.resolve("ledger");
    }

    List<Entry> ledger() {
        return Ledger.read(ledgerFolder());
    }

    long count(Predicate<Entry> which) {
        return ledger().stream().filter(which).count();
    }

    /** The number of the last event that a publisher has offered; 0 if none has. */
    int lastOffered() {
        return ledger().stream()
                .filter(it -> it.is(Entry.Kind.OFFERED))
                .mapToInt(Entry::number)
                .max()
                .orElse(0);
    }

    /** How many deliveries have begun and have not ended, by the ledger: their handlers are at work, or have thrown. */
    long unfinished() {
        var handled = ledger().stream()
                .filter(it -> it.is(Entry.Kind.HANDLED))
                .map(Entry::deliveryId)
                .collect(toSet());
        return ledger().stream()
                .filter(it -> it.is(Entry.Kind.STARTED))
                .map(Entry::deliveryId)
                .distinct()
                .filter(Predicate.not(handled::contains))
                .count();
    }

    /** How many fan-outs and deliveries have not come to their end. */
    long running() {
        var request = CountWorkflowExecutionsRequest.newBuilder()
                .setNamespace(temporal.namespace())
                .setQuery("ExecutionStatus = 'Running' AND WorkflowType != 'Catalog'")
                .build();
        return temporal.stubs().blockingStub().countWorkflowExecutions(request).getCount();
    }

    String jdbcUrl() {
        return RealClickHouse.jdbcUrl(String.valueOf(database));
    }

    /**
     * Waits until every fan-out has ended: then nothing more is delivered or recorded. The server counts what runs with a
     * delay, so that each fan-out of an accepted event is asked itself as well.
     */
    void awaitQuiescence(int seconds) {
        var open = ledger().stream()
                .filter(it -> it.is(Entry.Kind.ACCEPTED))
                .map(it -> IDS.event(NUMBERED, it.eventId(), null))
                .collect(toSet());
        await().atMost(seconds, SECONDS).pollInterval(1, SECONDS).until(() -> {
            open.removeIf(
                    it -> describe(it).getWorkflowExecutionInfo().getStatus() != WORKFLOW_EXECUTION_STATUS_RUNNING);
            return open.isEmpty() && running() == 0;
        });
    }

    /** The deliveries that have been handled, and of whose end Temporal does not know. */
    Set<String> handledInVain() {
        return ledger().stream()
                .filter(it -> it.is(Entry.Kind.HANDLED))
                .filter(it -> describe(IDS.delivery(NUMBERED, it.eventId(), it.subscription()))
                                .getPendingActivitiesCount()
                        > 0)
                .map(Entry::deliveryId)
                .collect(toSet());
    }

    private DescribeWorkflowExecutionResponse describe(String workflow) {
        var request = DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(temporal.namespace())
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflow))
                .build();
        return temporal.stubs().blockingStub().describeWorkflowExecution(request);
    }

    /** All events of the log; with SQLite, only once the application has stopped. */
    List<LoggedEvent> log() {
        try (var log = openLog()) {
            var events = new ArrayList<LoggedEvent>();
            Position after = null;
            do {
                var page = log.page(new EventQuery(EventSelection.ALL, after, PageLimit.MAX));
                page.events().forEach(it -> events.add(log.find(it.id()).orElseThrow()));
                after = page.next();
            } while (after != null);
            return events;
        }
    }

    private EventLog openLog() {
        return database == null
                ? SqliteEventLog.open(folder.resolve("data").resolve("events.db"))
                : ClickHouseEventLog.open(jdbcUrl(), new Properties());
    }

    @Override
    public void close() {
        applications.forEach(Application::close);
        temporal.close();
        if (database != null) {
            RealClickHouse.drop(database);
        }
    }
}
