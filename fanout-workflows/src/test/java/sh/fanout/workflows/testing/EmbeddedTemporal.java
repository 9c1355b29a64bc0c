package sh.fanout.workflows.testing;

import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import org.jspecify.annotations.Nullable;

/** Temporal's in-process server in real time, one for all tests of this JVM; they keep apart by buses of their own. */
public final class EmbeddedTemporal {

    private static @Nullable WorkflowServiceStubs shared;

    private EmbeddedTemporal() {}

    /** A server of its own. */
    public static Own own() {
        var server = TestServer.createServer(true);
        return new Own(server, stubs(server));
    }

    private static WorkflowServiceStubs stubs(TestServer.InProcessTestServer server) {
        return WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setChannel(server.getChannel())
                .build());
    }

    /** Stubs for the server; never close them. */
    public static synchronized WorkflowServiceStubs stubs() {
        if (shared == null) {
            shared = stubs(TestServer.createServer(true));
        }
        return shared;
    }

    /** A server that forgets everything when it is closed. */
    public record Own(TestServer.InProcessTestServer server, WorkflowServiceStubs stubs) implements AutoCloseable {

        @Override
        public void close() {
            stubs.shutdownNow();
            server.close();
        }
    }
}
