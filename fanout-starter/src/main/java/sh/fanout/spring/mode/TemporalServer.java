package sh.fanout.spring.mode;

import io.temporal.serviceclient.WorkflowServiceStubs;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * The Temporal that an application runs on, found or started, and answering.
 *
 * <p>Each factory method returns once the namespace answers, or fails with a {@link FanoutException} of
 * {@link ErrorCode#TEMPORAL_UNREACHABLE} that names the address and the way out. What a method started or opened itself,
 * {@link #close} stops; what it found is left alone. Close it after everything that uses its connection.
 */
public sealed interface TemporalServer extends AutoCloseable permits ClusterServer, DevServer, EmbeddedServer {

    /** Uses the connection that the application has. Waits 10 s at most. */
    static TemporalServer cluster(WorkflowServiceStubs stubs, String namespace) {
        return ClusterServer.of(stubs, namespace, Duration.ofSeconds(10));
    }

    /** Opens a plain connection to {@code host:port}. Waits 10 s at most. */
    static TemporalServer cluster(String target, String namespace) {
        return ClusterServer.connect(target, namespace, Duration.ofSeconds(10));
    }

    /**
     * Uses the Temporal that answers on this machine at the port, or starts a dev server there, with its Web UI 1000 ports
     * above. Waits 30 s at most.
     *
     * <p>The server that was started ends with this process, even if that is killed; what it stored does not, and is there
     * again when a server is started in the same folder.
     *
     * @param cli the {@code temporal} command line tool
     * @param dataDir the folder of its database file and log; made if need be
     */
    static TemporalServer dev(Path cli, int port, Path dataDir, String namespace) {
        return DevServer.at(cli, port, dataDir, namespace);
    }

    /** Starts Temporal's test server inside this process, in real time. Everything is lost when it is closed. */
    static TemporalServer embedded(String namespace) {
        return EmbeddedServer.start(namespace);
    }

    /** The connection. It works until {@link #close}. */
    WorkflowServiceStubs stubs();

    String namespace();

    /** What and where it is, for people, such as {@code embedded (in memory, lost at exit)}. */
    String describe();

    /** What an operator must be told at every start, if there is something. */
    default @Nullable String warning() {
        return null;
    }

    /** Why it does not serve the namespace at the moment, in a word; empty if it does. Takes 2 s at most. */
    default Optional<String> refusal() {
        return Reachability.refusal(stubs(), namespace(), Duration.ofSeconds(2), () -> false)
                .map(status -> status.getCode().toString());
    }

    /** The address of Temporal's Web UI, where it is known. */
    @Nullable
    URI webUi();

    /** Whether it is the test server in this process, which lacks what {@code DescribeTaskQueue} and others offer. */
    boolean embedded();

    @Override
    void close();
}
