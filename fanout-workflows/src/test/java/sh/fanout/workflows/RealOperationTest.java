package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationStatus;
import sh.fanout.workflows.log.FlakyEventLog;
import sh.fanout.workflows.temporal.WorkflowIds;
import sh.fanout.workflows.testing.RealTemporal;

/** Operations on a real server. */
class RealOperationTest extends OperationContract {

    @Override
    WorkflowServiceStubs stubs() {
        return RealTemporal.shared().stubs();
    }

    @Test
    void isHandedOutBeforeLiveEvents() {
        var engine = start(settings("shop", log()).subscriptions(List.of(mailing())));
        publishBroken(engine, 1);

        var id = retryOf(engine, new OperationPace(1.0, null));

        var run = client().newUntypedWorkflowStub(new WorkflowIds(bus).operation(id))
                .describe();
        assertThat(run.getWorkflowExecutionInfo().getPriority().getPriorityKey())
                .isEqualTo(1);
    }

    @Test
    void goesOnInAnotherInstanceAndWhenTheLogIsBack() {
        var flaky = new FlakyEventLog(log());
        var engine = start(settings("shop", flaky).subscriptions(List.of(mailing())));
        publishBroken(engine, 4);
        broken.clear();
        var id = retryOf(engine, new OperationPace(1.0, null));
        engine.operations().start(id, "alice", "mail is back");
        await().atMost(60, SECONDS).until(() -> !handled.isEmpty());

        flaky.goAwayForWrites();
        engine.close();
        flaky.comeBack();
        var next = start(settings("shop").subscriptions(List.of(mailing())));

        assertThat(awaitStatus(next, id, OperationStatus.COMPLETED).progress().done())
                .isEqualTo(4);
        assertThat(Set.copyOf(handled)).hasSize(4);
    }
}
