package sh.fanout.spring.mode;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks a Temporal whether it serves a namespace. */
final class Reachability {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_CALL = TimeUnit.SECONDS.toNanos(2);

    private Reachability() {}

    /**
     * Asks until there is an answer.
     *
     * @param goOn asked before every new try: whether one can still succeed
     * @return empty if the namespace is served; else the last thing heard
     */
    static Optional<Status> refusal(
            WorkflowServiceStubs stubs, String namespace, Duration patience, BooleanSupplier goOn) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var left = deadline - System.nanoTime();
            var refusal = refusal(stubs, namespace, Math.max(PAUSE, Math.min(LONGEST_CALL, left)));
            if (refusal.isEmpty() || isFinal(refusal.get()) || left <= PAUSE || !goOn.getAsBoolean()) {
                return refusal;
            }
            LockSupport.parkNanos(PAUSE);
            if (Thread.currentThread().isInterrupted()) {
                return refusal;
            }
            // Otherwise gRPC answers from memory for a second and more after each refused connection.
            stubs.getRawChannel().resetConnectBackoff();
        }
    }

    private static Optional<Status> refusal(WorkflowServiceStubs stubs, String namespace, long nanos) {
        try {
            var stub = stubs.blockingStub().withDeadlineAfter(nanos, TimeUnit.NANOSECONDS);
            stub.getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
            stub.describeNamespace(DescribeNamespaceRequest.newBuilder()
                    .setNamespace(namespace)
                    .build());
            return Optional.empty();
        } catch (StatusRuntimeException e) {
            return Optional.of(e.getStatus());
        }
    }

    private static boolean isFinal(Status status) {
        return switch (status.getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED -> false;
            default -> true;
        };
    }
}
