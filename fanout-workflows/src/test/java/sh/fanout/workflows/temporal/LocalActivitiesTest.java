package sh.fanout.workflows.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LocalActivitiesTest {

    private static final int FAILURES = 2;

    private final AtomicInteger calls = new AtomicInteger();

    @ActivityInterface
    public interface Call {

        @ActivityMethod
        int call();
    }

    @WorkflowInterface
    public interface Caller {

        @WorkflowMethod
        int run();
    }

    public static final class CallerImpl implements Caller {

        @Override
        public int run() {
            var options = LocalActivities.untilDone(Duration.ofSeconds(1)).build();
            return Workflow.newLocalActivityStub(Call.class, options).call();
        }
    }

    @Test
    void areCalledAgainUntilTheySucceed() {
        try (var temporal = TestWorkflowEnvironment.newInstance()) {
            var worker = temporal.newWorker("q");
            worker.registerWorkflowImplementationTypes(CallerImpl.class);
            worker.registerActivitiesImplementations((Call) this::call);
            temporal.start();
            var options = WorkflowOptions.newBuilder().setTaskQueue("q").build();

            assertThat(temporal.getWorkflowClient()
                            .newWorkflowStub(Caller.class, options)
                            .run())
                    .isEqualTo(FAILURES + 1);
        }
    }

    private int call() {
        if (calls.incrementAndGet() <= FAILURES) {
            throw new IllegalStateException("not now");
        }
        return calls.get();
    }
}
