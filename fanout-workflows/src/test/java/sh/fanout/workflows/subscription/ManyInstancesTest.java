package sh.fanout.workflows.subscription;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sh.fanout.FanoutException;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.testing.RealTemporal;

/** The instances of a subscription at a real server whose queues have four partitions each, as clusters have by default. */
class ManyInstancesTest {

    private static final int INSTANCES = 24;

    private final RealTemporal temporal = RealTemporal.start(List.of(
            "--dynamic-config-value", "matching.numTaskqueueReadPartitions=4",
            "--dynamic-config-value", "matching.numTaskqueueWritePartitions=4"));

    private final Bus bus = Bus.of("b", WorkflowClient.newInstance(temporal.stubs()));

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void areCountedWhicheverPartitionTheyPoll() {
        var polls =
                IntStream.range(0, INSTANCES).<Future<?>>mapToObj(this::poll).collect(toCollection(ArrayList::new));
        var control = new ServerQueueControl(bus);

        var state = await().ignoreException(FanoutException.class)
                .until(
                        () -> {
                            goOn(polls);
                            return requireNonNull(
                                    control.describe(List.of("ship")).get("ship"));
                        },
                        it -> it.pollers() == INSTANCES);

        assertThat(state.lastPoll()).isNotNull();
        polls.forEach(it -> it.cancel(true));
    }

    /** As workers do: a server that has just started may refuse a poll. */
    private void goOn(List<Future<?>> polls) {
        for (var instance = 0; instance < polls.size(); instance++) {
            if (polls.get(instance).isDone()) {
                polls.set(instance, poll(instance));
            }
        }
    }

    private Future<?> poll(int instance) {
        return temporal.stubs()
                .futureStub()
                .pollActivityTaskQueue(PollActivityTaskQueueRequest.newBuilder()
                        .setNamespace(bus.namespace())
                        .setTaskQueue(
                                TaskQueue.newBuilder().setName(bus.queues().subscription("ship")))
                        .setIdentity("instance " + instance)
                        .build());
    }
}
