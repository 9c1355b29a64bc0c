package sh.fanout.workflows.operation;

import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A workflow's calls that may be tried again for long, one at a time, and end when somebody pauses or cancels. */
final class StoppableCall {

    /** {@code null} while none is made. */
    private @Nullable CancellationScope open;

    /** Makes a call, and waits for it; empty if it was stopped meanwhile. */
    <R> Optional<R> untilStopped(Functions.Func<R> activity) {
        CompletablePromise<R> result = Workflow.newPromise();
        var scope = Workflow.newCancellationScope(() -> result.completeFrom(Async.function(activity)));
        open = scope;
        try {
            scope.run();
            return Optional.of(result.get());
        } catch (TemporalFailure e) {
            if (!scope.isCancelRequested()) {
                throw e;
            }
            return Optional.empty();
        } finally {
            open = null;
        }
    }

    /** Stops the call that is made now, if one is. */
    void stop() {
        if (open != null) {
            open.cancel();
        }
    }
}
