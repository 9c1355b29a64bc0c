package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.EventEnvelope;
import sh.fanout.Publication;
import sh.fanout.log.LoggedEvent;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.FlakyEventLog;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;
import sh.fanout.workflows.publish.FanOut;
import sh.fanout.workflows.temporal.FanoutDataConverter;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowIds;

/** Engines on one bus, with a log in a file: what the contracts of the path and of the bus begin with. */
abstract class EngineContract {

    @TempDir
    Path folder;

    final String bus = "b" + UUID.randomUUID().toString().substring(0, 8);
    private final List<FanoutEngine> engines = new ArrayList<>();
    private SqliteEventLog log;

    abstract WorkflowServiceStubs stubs();

    @BeforeEach
    void openLog() {
        log = SqliteEventLog.open(folder.resolve("events.db"));
    }

    @AfterEach
    void closeEverything() {
        engines.forEach(FanoutEngine::close);
        log.close();
    }

    /** The settings of an instance on the test's bus. */
    EngineSettings settings(String service) {
        return settings(service, "1", log);
    }

    /** Of several instances at a time, which so many builds may be. */
    EngineSettings settings(String service, String build) {
        return settings(service, build, new FlakyEventLog(log).asShared());
    }

    /** With another log above the test's. */
    EngineSettings settings(String service, EventLog above) {
        return settings(service, "1", above);
    }

    private EngineSettings settings(String service, String build, EventLog used) {
        return EngineSettings.of(stubs(), used, service, build).bus(bus).catalogLease(Duration.ofMillis(300));
    }

    EventLog log() {
        return log;
    }

    FanoutEngine start(EngineSettings settings) {
        var engine = assemble(settings);
        engine.start();
        return engine;
    }

    /** An engine that runs nothing, and publishes all the same. */
    FanoutEngine assemble(EngineSettings settings) {
        var engine = new FanoutEngine(settings);
        engines.add(engine);
        return engine;
    }

    /** What another program has that knows Temporal only. */
    WorkflowClient client() {
        return WorkflowClient.newInstance(
                stubs(),
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(FanoutDataConverter.create(List.of()))
                        .build());
    }

    /** Publishes as such a program does: by starting the fan-out. */
    Publication startDirectly(EventEnvelope event) {
        var id = new WorkflowIds(bus).event(event.type(), event.id(), event.idempotencyKey());
        var options = WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(new TaskQueues(bus).engine())
                .build();
        client().newUntypedWorkflowStub(FanOut.TYPE, options).start(event);
        return new Publication(event.id(), id, false);
    }

    /** The event as the log has it by now. */
    Optional<LoggedEvent> logged(String eventId) {
        return log.find(eventId);
    }

    /** The event as the log has it once nothing more happens to it. */
    LoggedEvent settled(String eventId) {
        return Objects.requireNonNull(await().atMost(180, SECONDS)
                .until(() -> logged(eventId).filter(it -> it.status().settled()).orElse(null), Objects::nonNull));
    }
}
