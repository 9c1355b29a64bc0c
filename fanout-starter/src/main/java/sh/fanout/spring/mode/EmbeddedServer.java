package sh.fanout.spring.mode;

import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Temporal's test server in this process, with time skipping locked: its clock is the real one. */
record EmbeddedServer(TestServer.InProcessTestServer server, WorkflowServiceStubs stubs, String namespace)
        implements TemporalServer {

    static EmbeddedServer start(String namespace) {
        var lockTimeSkipping = true;
        var server = TestServer.createServer(lockTimeSkipping);
        var options = WorkflowServiceStubsOptions.newBuilder()
                .setChannel(server.getChannel())
                .build();
        return new EmbeddedServer(server, WorkflowServiceStubs.newServiceStubs(options), namespace);
    }

    @Override
    public String describe() {
        return "embedded (in memory, lost at exit)";
    }

    @Override
    public String warning() {
        return "Fanout is NOT DURABLE here: the embedded Temporal forgets every event when this process ends."
                + " Install the Temporal CLI for development, or set %s.".formatted(ModeClues.TARGET);
    }

    @Override
    public @Nullable URI webUi() {
        return null;
    }

    @Override
    public boolean embedded() {
        return true;
    }

    @Override
    public void close() {
        stubs.shutdownNow();
        server.close();
    }
}
