package sh.fanout.workflows;

import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The bus on Temporal's in-process server. */
class EmbeddedBusTest extends BusContract {

    private static TestServer.InProcessTestServer server;
    private static WorkflowServiceStubs stubs;

    @BeforeAll
    static void startServer() {
        server = TestServer.createServer(true);
        stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setChannel(server.getChannel())
                .build());
    }

    @AfterAll
    static void stopServer() {
        stubs.shutdownNow();
        server.close();
    }

    @Override
    WorkflowServiceStubs stubs() {
        return stubs;
    }
}
