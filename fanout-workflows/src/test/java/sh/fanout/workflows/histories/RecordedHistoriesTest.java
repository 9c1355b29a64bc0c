package sh.fanout.workflows.histories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import sh.fanout.workflows.catalog.CatalogImpl;
import sh.fanout.workflows.deadletter.DeadLetterRun;
import sh.fanout.workflows.deadletter.DeadLetterRunImpl;
import sh.fanout.workflows.delivery.DeliveryImpl;
import sh.fanout.workflows.erasure.ErasureRunImpl;
import sh.fanout.workflows.lane.LaneImpl;
import sh.fanout.workflows.operation.OperationRunImpl;
import sh.fanout.workflows.publish.FanOut;
import sh.fanout.workflows.publish.FanOutImpl;
import sh.fanout.workflows.replay.Replay;
import sh.fanout.workflows.replay.ReplayImpl;
import sh.fanout.workflows.temporal.FanoutDataConverter;
import sh.fanout.workflows.temporal.TaskQueues;
import sh.fanout.workflows.temporal.WorkflowIds;

/**
 * Replays what earlier code has recorded: runs of it may be open when this code takes over, and must go on.
 *
 * <p>A failure here means that open runs would break. Keep the old path behind {@code Workflow.getVersion}, or give the
 * engine's queue a new generation; record anew ({@link HistoryRecorder}) only what has never been released.
 */
class RecordedHistoriesTest {

    @TestFactory
    Stream<DynamicTest> goOnUnderTodaysCode() throws IOException {
        return recorded().stream().map(file -> dynamicTest(file.getFileName().toString(), () -> replay(file)));
    }

    @Test
    void coverEveryKindOfWorkflow() throws IOException {
        assertThat(recorded())
                .extracting(file -> file.getFileName().toString().replaceAll("-.*", ""))
                .contains("FanOut", "Delivery", "DeadLetter", "Lane", "Catalog", "Operation", "Erasure", "Replay");
    }

    private static void replay(Path file) throws Exception {
        var converter = FanoutDataConverter.create(List.of());
        var options = TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(converter)
                        .build())
                .build();
        try (var environment = TestWorkflowEnvironment.newInstance(options)) {
            var worker = environment.newWorker("replay");
            var ids = new WorkflowIds(HistoryRecorder.BUS);
            var queues = new TaskQueues(HistoryRecorder.BUS);
            worker.registerWorkflowImplementationFactory(FanOut.class, () -> new FanOutImpl(ids, queues));
            worker.registerWorkflowImplementationFactory(DeadLetterRun.class, () -> new DeadLetterRunImpl(ids, queues));
            worker.registerWorkflowImplementationTypes(
                    DeliveryImpl.class,
                    LaneImpl.class,
                    CatalogImpl.class,
                    OperationRunImpl.class,
                    ErasureRunImpl.class);
            worker.registerWorkflowImplementationFactory(Replay.class, () -> new ReplayImpl(ids, queues));
            WorkflowReplayer.replayWorkflowExecution(WorkflowExecutionHistory.fromJson(Files.readString(file)), worker);
        }
    }

    private static List<Path> recorded() throws IOException {
        var resource = Objects.requireNonNull(RecordedHistoriesTest.class.getResource("/histories"));
        try (var files = Files.walk(Path.of(resource.toURI()))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
