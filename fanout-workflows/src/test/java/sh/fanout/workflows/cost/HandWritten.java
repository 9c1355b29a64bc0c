package sh.fanout.workflows.cost;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;

/** The fan-out that a team writes without Fanout: a parent, a child per subscriber, an activity each. */
final class HandWritten {

    private HandWritten() {}

    @WorkflowInterface
    public interface Parent {

        @WorkflowMethod
        void run(int children);
    }

    @WorkflowInterface
    public interface Child {

        @WorkflowMethod
        void run(String payload);
    }

    @ActivityInterface
    public interface Work {

        @ActivityMethod
        void work(String payload);
    }

    public static final class ParentImpl implements Parent {

        @Override
        public void run(int children) {
            var results = new ArrayList<Promise<Void>>();
            for (int i = 0; i < children; i++) {
                var options = ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(Workflow.getInfo().getWorkflowId() + "/" + i)
                        .build();
                var child = Workflow.newChildWorkflowStub(Child.class, options);
                results.add(Async.procedure(child::run, "payload"));
            }
            Promise.allOf(results).get();
        }
    }

    public static final class ChildImpl implements Child {

        @Override
        public void run(String payload) {
            var options = ActivityOptions.newBuilder()
                    .setStartToCloseTimeout(Duration.ofMinutes(1))
                    .build();
            Workflow.newActivityStub(Work.class, options).work(payload);
        }
    }

    static final class WorkActivity implements Work {

        @Override
        public void work(String payload) {}
    }
}
