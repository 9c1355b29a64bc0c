package sh.fanout.workflows.gather;

import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.UpdateWorkflowExecutionLifecycleStage;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.update.v1.Input;
import io.temporal.api.update.v1.Meta;
import io.temporal.api.update.v1.Request;
import io.temporal.api.update.v1.WaitPolicy;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.UpdateWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.UpdateWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.temporal.Bus;

/**
 * Puts questions to fan-outs without a thread that waits for the answer: whether all is settled as updates, which can
 * wait, and what the results are as queries, which leave nothing in a history.
 *
 * <p>The SDK's own call holds a thread until the run has taken the update. Here a question that is asked again under its
 * id is the same question, so asking is also how to wait longer.
 */
final class Questions {

    /** Longer than a server lets an unanswered question wait. */
    private static final long WAIT_SECONDS = 40;

    private static final long LOOK_SECONDS = 10;

    private static final WaitPolicy ANSWERED = WaitPolicy.newBuilder()
            .setLifecycleStage(
                    UpdateWorkflowExecutionLifecycleStage.UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED)
            .build();

    private final Bus bus;

    Questions(Bus bus) {
        this.bus = bus;
    }

    /**
     * Asks whether all is settled, perhaps again.
     *
     * @return empty if there is no answer yet; fails as the call does, or with {@link RefusedException} or
     *     {@link UnansweredException}
     */
    CompletableFuture<Optional<Boolean>> settled(String workflowId, String questionId, Duration deadline) {
        var request = UpdateWorkflowExecutionRequest.newBuilder()
                .setNamespace(bus.namespace())
                .setWorkflowExecution(run(workflowId))
                .setWaitPolicy(ANSWERED)
                .setRequest(Request.newBuilder()
                        .setMeta(Meta.newBuilder().setUpdateId(questionId))
                        .setInput(Input.newBuilder().setName(Gather.UPDATE).setArgs(payloads(new Gather(deadline)))))
                .build();
        return call(WorkflowServiceGrpc.getUpdateWorkflowExecutionMethod(), request, WAIT_SECONDS)
                .thenApply(this::answer);
    }

    /**
     * Asks for the results as they are, also of a run that is closed.
     *
     * @param after where the page before ended; {@code null} for the first page
     * @return fails as the call does
     */
    CompletableFuture<GatherPage> results(String workflowId, @Nullable String after) {
        var query = WorkflowQuery.newBuilder().setQueryType(GatherPage.QUERY).setQueryArgs(payloads(after));
        var request = QueryWorkflowRequest.newBuilder()
                .setNamespace(bus.namespace())
                .setExecution(run(workflowId))
                .setQuery(query)
                .build();
        return call(WorkflowServiceGrpc.getQueryWorkflowMethod(), request, LOOK_SECONDS)
                .thenApply(response -> value(response.getQueryResult(), GatherPage.class));
    }

    private <Q, A> CompletableFuture<A> call(MethodDescriptor<Q, A> method, Q request, long seconds) {
        var answer = new Answer<A>();
        try {
            var stub = bus.stubs().futureStub();
            ClientCalls.asyncUnaryCall(
                    stub.getChannel()
                            .newCall(method, stub.getCallOptions().withDeadlineAfter(seconds, TimeUnit.SECONDS)),
                    request,
                    answer);
        } catch (StatusRuntimeException e) {
            // The first call of a connection asks the server what it can do, and waits for that.
            answer.onError(e);
        }
        return answer.future;
    }

    private Optional<Boolean> answer(UpdateWorkflowExecutionResponse response) {
        if (!response.hasOutcome()) {
            return Optional.empty();
        }
        var outcome = response.getOutcome();
        if (!outcome.hasFailure()) {
            return Optional.of(value(outcome.getSuccess(), Boolean.class));
        }
        var failure = outcome.getFailure();
        throw Gather.REFUSED.equals(failure.getApplicationFailureInfo().getType())
                ? new RefusedException(failure.getMessage())
                : new UnansweredException(failure.getMessage());
    }

    private static WorkflowExecution run(String workflowId) {
        return WorkflowExecution.newBuilder().setWorkflowId(workflowId).build();
    }

    private Payloads payloads(@Nullable Object argument) {
        return bus.converter().toPayloads(argument).orElseThrow();
    }

    private <T> T value(Payloads payloads, Class<T> type) {
        return bus.converter().fromPayloads(0, Optional.of(payloads), type, type);
    }

    /** The run does not want to be waited for by one more. */
    static final class RefusedException extends RuntimeException {

        RefusedException(String message) {
            super(message);
        }
    }

    /** The run took the question, and ended without an answer. */
    static final class UnansweredException extends RuntimeException {

        UnansweredException(String message) {
            super(message);
        }
    }

    private static final class Answer<A> implements StreamObserver<A> {

        private final CompletableFuture<A> future = new CompletableFuture<>();

        @Override
        public void onNext(A response) {
            future.complete(response);
        }

        @Override
        public void onError(Throwable failure) {
            future.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {}
    }
}
