package sh.fanout.workflows.subscription;

import static java.util.Objects.requireNonNull;

import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.taskqueue.v1.TaskQueueConfig;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import io.temporal.api.workflowservice.v1.UpdateTaskQueueConfigRequest;
import io.temporal.worker.tuning.ActivitySlotInfo;
import io.temporal.worker.tuning.FixedSizeSlotSupplier;
import io.temporal.worker.tuning.SlotSupplier;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sh.fanout.subscription.Backlog;
import sh.fanout.subscription.Subscription;
import sh.fanout.subscription.SubscriptionLimits;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.Pollers;

/**
 * Has the server hold back: what it does holds for every process in whichever language, and it remembers who wanted it.
 */
public final class ServerQueueControl implements QueueControl {

    private final QueueCalls calls;
    private final Bus bus;

    public ServerQueueControl(Bus bus) {
        this.calls = new QueueCalls(bus.stubs());
        this.bus = bus;
    }

    @Override
    public void apply(Map<String, SubscriptionLimits> declared) {
        ask(declared.keySet(), this::request).forEach((subscription, answer) -> {
            var limits = declared.getOrDefault(subscription, SubscriptionLimits.defaults());
            apply(subscription, limits, answer.getConfig());
        });
    }

    private void apply(String subscription, SubscriptionLimits limits, TaskQueueConfig now) {
        var update = update(subscription, bus.client().getOptions().getIdentity());
        var perKey = limits.perKey() == null ? null : limits.perKey().policy();
        if (QueueSettings.pause(now) == null && !QueueSettings.has(now.getQueueRateLimit(), limits.rate())) {
            update.setUpdateQueueRateLimit(QueueSettings.rate(limits.rate(), "as declared"));
        }
        if (!QueueSettings.has(now.getFairnessKeysRateLimitDefault(), perKey)) {
            update.setUpdateFairnessKeyRateLimitDefault(QueueSettings.rate(perKey, "as declared"));
        }
        // Most starts change nothing, and a change costs the server a write to its database.
        if (update.hasUpdateQueueRateLimit() || update.hasUpdateFairnessKeyRateLimitDefault()) {
            calls.update(update.build());
        }
    }

    @Override
    public QueueState pause(String subscription, String who, String why, @Nullable Instant until) {
        return change(update(subscription, who).setUpdateQueueRateLimit(QueueSettings.paused(why, until)));
    }

    @Override
    public QueueState resume(String subscription, SubscriptionLimits declared, String who, String why) {
        return change(update(subscription, who)
                .setUpdateQueueRateLimit(QueueSettings.rate(declared.rate(), "resumed: " + why)));
    }

    private QueueState change(UpdateTaskQueueConfigRequest.Builder update) {
        var changed = calls.update(update.build()).getConfig();
        var queue = update.getTaskQueue();
        var answers = calls.describe(List.of(request(queue), pollers(queue)));
        var state = QueueState.of(answers.get(0), Pollers.lastPolls(answers.get(1)));
        return state.with(QueueSettings.pause(changed));
    }

    @Override
    public Map<String, QueueState> describe(Collection<String> subscriptions) {
        var polled = ask(subscriptions, this::pollers);
        var states = new LinkedHashMap<String, QueueState>();
        ask(subscriptions, this::request).forEach((subscription, answer) -> {
            var pollers = requireNonNull(polled.get(subscription));
            states.put(subscription, QueueState.of(answer, Pollers.lastPolls(pollers)));
        });
        return states;
    }

    @Override
    public @Nullable Backlog backlog(String queue) {
        return QueueState.backlog(calls.describe(List.of(request(queue))).get(0));
    }

    private Map<String, DescribeTaskQueueResponse> ask(
            Collection<String> subscriptions, Function<String, DescribeTaskQueueRequest> question) {
        var ids = List.copyOf(subscriptions);
        var requests =
                ids.stream().map(bus.queues()::subscription).map(question).toList();
        var responses = calls.describe(requests);
        var answers = new LinkedHashMap<String, DescribeTaskQueueResponse>();
        for (int i = 0; i < ids.size(); i++) {
            answers.put(ids.get(i), responses.get(i));
        }
        return answers;
    }

    @Override
    public SlotSupplier<ActivitySlotInfo> slots(Subscription<?> subscription) {
        return new FixedSizeSlotSupplier<>(subscription.limits().concurrency());
    }

    @Override
    public <T> Subscription<T> guarded(Subscription<T> subscription) {
        return subscription;
    }

    private UpdateTaskQueueConfigRequest.Builder update(String subscription, String who) {
        return UpdateTaskQueueConfigRequest.newBuilder()
                .setNamespace(bus.namespace())
                .setIdentity(who)
                .setTaskQueue(bus.queues().subscription(subscription))
                .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY);
    }

    private DescribeTaskQueueRequest pollers(String queue) {
        return Pollers.request(bus, queue, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY);
    }

    private DescribeTaskQueueRequest request(String queue) {
        return DescribeTaskQueueRequest.newBuilder()
                .setNamespace(bus.namespace())
                .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY)
                .setReportStats(true)
                .setReportConfig(true)
                .build();
    }
}
