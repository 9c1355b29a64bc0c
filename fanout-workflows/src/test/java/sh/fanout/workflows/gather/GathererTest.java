package sh.fanout.workflows.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.Publication;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.FanoutDataConverter;

class GathererTest {

    @Test
    void saysHowToPickTheResultsUpWhenNobodyAnswers(@TempDir Path folder) {
        var threads = Executors.newSingleThreadExecutor();
        var stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:1")
                .build());
        var client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(FanoutDataConverter.create(List.of()))
                        .build());
        try (var log = SqliteEventLog.open(folder.resolve("events.db"));
                var gatherer = new Gatherer(Bus.of("t", client), log, threads, threads)) {
            var result = gatherer.gather(new Publication("e-1", "t/event/a/e-1", false), Duration.ofMillis(100));

            assertThat(result).isNotDone();
            assertThatThrownBy(result::join)
                    .hasMessageContaining("FANOUT-113")
                    .hasMessageContaining("UNAVAILABLE")
                    .hasMessageContaining("gather(\"e-1\", …)");
        } finally {
            stubs.shutdownNow();
            threads.shutdownNow();
        }
    }
}
