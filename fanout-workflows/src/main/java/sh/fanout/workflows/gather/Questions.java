package sh.fanout.workflows.gather;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.UpdateWorkflowExecutionLifecycleStage;
import io.temporal.api.update.v1.Input;
import io.temporal.api.update.v1.Meta;
import io.temporal.api.update.v1.Request;
import io.temporal.api.update.v1.WaitPolicy;
import io.temporal.api.workflowservice.v1.UpdateWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.UpdateWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.common.converter.DataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Puts questions to fan-outs, as updates, without a thread that waits for the answer.
 *
 * <p>The SDK's own call holds one until the run has taken the update. Here a question that is asked again under its id is
 * the same question, so asking is also how to wait longer.
 */
final class Questions {

    /** Longer than a server lets an unanswered question wait. */
    private static final long CALL_SECONDS = 40;

    private static final WaitPolicy ANSWERED = WaitPolicy.newBuilder()
            .setLifecycleStage(
                    UpdateWorkflowExecutionLifecycleStage.UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED)
            .build();

    private final WorkflowServiceStubs stubs;
    private final String namespace;
    private final DataConverter converter;

    Questions(WorkflowServiceStubs stubs, String namespace, DataConverter converter) {
        this.stubs = stubs;
        this.namespace = namespace;
        this.converter = converter;
    }

    /**
     * Asks, perhaps again.
     *
     * @return empty if there is no answer yet; fails as the call does, or with {@link UnansweredException}
     */
    CompletableFuture<Optional<GatherPage>> ask(String workflowId, String questionId, Gather question) {
        var answer = new Answer();
        try {
            var stub = stubs.futureStub();
            ClientCalls.asyncUnaryCall(
                    stub.getChannel()
                            .newCall(
                                    WorkflowServiceGrpc.getUpdateWorkflowExecutionMethod(),
                                    stub.getCallOptions().withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)),
                    request(workflowId, questionId, question),
                    answer);
        } catch (StatusRuntimeException e) {
            // The first call of a connection asks the server what it can do, and waits for that.
            answer.onError(e);
        }
        return answer.future.thenApply(this::page);
    }

    private UpdateWorkflowExecutionRequest request(String workflowId, String questionId, Gather question) {
        return UpdateWorkflowExecutionRequest.newBuilder()
                .setNamespace(namespace)
                .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                .setWaitPolicy(ANSWERED)
                .setRequest(Request.newBuilder()
                        .setMeta(Meta.newBuilder().setUpdateId(questionId))
                        .setInput(Input.newBuilder()
                                .setName("gather")
                                .setArgs(converter.toPayloads(question).orElseThrow())))
                .build();
    }

    private Optional<GatherPage> page(UpdateWorkflowExecutionResponse response) {
        if (!response.hasOutcome()) {
            return Optional.empty();
        }
        if (response.getOutcome().hasFailure()) {
            throw new UnansweredException(response.getOutcome().getFailure().getMessage());
        }
        var success = Optional.of(response.getOutcome().getSuccess());
        return Optional.of(converter.fromPayloads(0, success, GatherPage.class, GatherPage.class));
    }

    /** The run took the question, and ended without an answer. */
    static final class UnansweredException extends RuntimeException {

        UnansweredException(String message) {
            super(message);
        }
    }

    private static final class Answer implements StreamObserver<UpdateWorkflowExecutionResponse> {

        private final CompletableFuture<UpdateWorkflowExecutionResponse> future = new CompletableFuture<>();

        @Override
        public void onNext(UpdateWorkflowExecutionResponse response) {
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
