package sh.fanout.workflows.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueueTypeInfo;
import io.temporal.api.taskqueue.v1.TaskQueueVersionInfo;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PollersTest {

    @Test
    @SuppressWarnings("deprecation")
    void countsAnInstanceOnceThatHasPolledSeveralPartitions() {
        var pollers = TaskQueueTypeInfo.newBuilder()
                .addPollers(poller("one", 10))
                .addPollers(poller("other", 5))
                .addPollers(poller("one", 30))
                .addPollers(poller("one", 20))
                .build();
        var answer = DescribeTaskQueueResponse.newBuilder()
                .putVersionsInfo(
                        "",
                        TaskQueueVersionInfo.newBuilder()
                                .putTypesInfo(2, pollers)
                                .build())
                .build();

        assertThat(Pollers.lastPolls(answer))
                .hasSize(2)
                .containsEntry("one", Instant.ofEpochSecond(30))
                .containsEntry("other", Instant.ofEpochSecond(5));
    }

    private static PollerInfo poller(String identity, long second) {
        return PollerInfo.newBuilder()
                .setIdentity(identity)
                .setLastAccessTime(Timestamp.newBuilder().setSeconds(second))
                .build();
    }
}
