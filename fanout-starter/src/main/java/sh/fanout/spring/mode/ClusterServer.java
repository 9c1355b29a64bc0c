package sh.fanout.spring.mode;

import io.grpc.Status;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** A Temporal that others run. */
record ClusterServer(WorkflowServiceStubs stubs, String target, String namespace, boolean owned)
        implements TemporalServer {

    static ClusterServer of(WorkflowServiceStubs stubs, String namespace, Duration patience) {
        var target = stubs.getOptions().getTarget();
        return new ClusterServer(stubs, target == null ? stubs.getRawChannel().authority() : target, namespace, false)
                .reached(patience);
    }

    static ClusterServer connect(String target, String namespace, Duration patience) {
        var options = WorkflowServiceStubsOptions.newBuilder().setTarget(target).build();
        var server = new ClusterServer(WorkflowServiceStubs.newServiceStubs(options), target, namespace, true);
        try {
            return server.reached(patience);
        } catch (FanoutException e) {
            server.close();
            throw e;
        }
    }

    private ClusterServer reached(Duration patience) {
        Reachability.refusal(stubs, namespace, patience, () -> true).ifPresent(status -> {
            throw unreachable(status, patience);
        });
        return this;
    }

    private FanoutException unreachable(Status status, Duration patience) {
        var place = "Temporal at %s (namespace '%s')".formatted(target, namespace);
        return switch (status.getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED ->
                new FanoutException(
                        ErrorCode.TEMPORAL_UNREACHABLE,
                        "%s did not answer within %d s: %s.".formatted(place, patience.toSeconds(), said(status)),
                        "Start one with 'temporal server start-dev', correct %s, or set fanout.mode=embedded."
                                .formatted(ModeClues.TARGET),
                        status.asRuntimeException());
            case NOT_FOUND ->
                new FanoutException(
                        ErrorCode.TEMPORAL_UNREACHABLE,
                        "%s answers, but has no such namespace.".formatted(place),
                        "Create it with 'temporal operator namespace create --namespace %s', or correct"
                                        .formatted(namespace)
                                + " spring.temporal.namespace.",
                        status.asRuntimeException());
            default ->
                new FanoutException(
                        ErrorCode.TEMPORAL_UNREACHABLE,
                        "%s refused: %s.".formatted(place, said(status)),
                        "Check spring.temporal.namespace, and the credentials in spring.temporal.connection.",
                        status.asRuntimeException());
        };
    }

    private static String said(Status status) {
        return status.getDescription() == null
                ? status.getCode().toString()
                : status.getCode() + ", " + status.getDescription();
    }

    @Override
    public String describe() {
        return "cluster at %s, namespace %s".formatted(target, namespace);
    }

    @Override
    public @Nullable URI webUi() {
        return null;
    }

    @Override
    public boolean embedded() {
        return false;
    }

    @Override
    public void close() {
        if (owned) {
            stubs.shutdownNow();
        }
    }
}
