package sh.fanout.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import sh.fanout.workflows.log.clickhouse.ClickHouseEventLog;
import sh.fanout.workflows.publish.DefinedTypes;

class DefinitionsTest {

    @Test
    void areDeclaredWhileASharedLogIsAway() {
        var stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:1")
                .build());
        try (var away = ClickHouseEventLog.open("jdbc:clickhouse://127.0.0.1:1/fanout", new Properties())) {
            var settings = EngineSettings.of(stubs, away, "shop", "1");

            var declaration = Definitions.declaration(settings, new DefinedTypes(List.of()));

            assertThat(declaration.log().shared()).isTrue();
        } finally {
            stubs.shutdownNow();
        }
    }
}
