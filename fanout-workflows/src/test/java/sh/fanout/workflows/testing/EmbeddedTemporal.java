package sh.fanout.workflows.testing;

import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import org.jspecify.annotations.Nullable;

/** Temporal's in-process server in real time, one for all tests of this JVM; they keep apart by buses of their own. */
public final class EmbeddedTemporal {

    private static @Nullable WorkflowServiceStubs shared;

    private EmbeddedTemporal() {}

    /** Stubs for the server; never close them. */
    public static synchronized WorkflowServiceStubs stubs() {
        if (shared == null) {
            var server = TestServer.createServer(true);
            shared = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                    .setChannel(server.getChannel())
                    .build());
        }
        return shared;
    }
}
