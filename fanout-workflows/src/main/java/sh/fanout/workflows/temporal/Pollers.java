package sh.fanout.workflows.temporal;

import static java.util.stream.Collectors.toMap;

import io.temporal.api.enums.v1.DescribeTaskQueueMode;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import java.time.Instant;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Who polls a queue: asked of all its partitions, of which each knows only those that came to it.
 *
 * <p>The mode that this takes is deprecated, but the other one asks a single partition.
 */
@SuppressWarnings("deprecation")
public final class Pollers {

    private Pollers() {}

    public static DescribeTaskQueueRequest request(Bus bus, String queue, TaskQueueType type) {
        return DescribeTaskQueueRequest.newBuilder()
                .setNamespace(bus.namespace())
                .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                .setApiMode(DescribeTaskQueueMode.DESCRIBE_TASK_QUEUE_MODE_ENHANCED)
                .addTaskQueueTypes(type)
                .setReportPollers(true)
                .build();
    }

    /** When each instance polled last, by the server's clock; of those that did in the last minutes. */
    public static Map<String, Instant> lastPolls(DescribeTaskQueueResponse answer) {
        return answer.getVersionsInfoMap().values().stream()
                .flatMap(it -> it.getTypesInfoMap().values().stream())
                .flatMap(it -> it.getPollersList().stream())
                .collect(toMap(
                        PollerInfo::getIdentity,
                        it -> ServerTime.instant(it.getLastAccessTime()),
                        BinaryOperator.maxBy(Instant::compareTo)));
    }
}
