package sh.fanout.workflows.cost;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueRequest;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts the long polls for activities that wait at Temporal, by their queue. */
final class OpenPolls implements ClientInterceptor {

    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /** Such as {@code fanout/log=1}; without what nobody waits for. */
    Map<String, Integer> ofActivities() {
        var now = new TreeMap<>(open);
        now.values().removeIf(count -> count == 0);
        return now;
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {

            private @Nullable String queue;

            @Override
            public void start(Listener<R> listener, Metadata headers) {
                super.start(
                        new SimpleForwardingClientCallListener<>(listener) {
                            @Override
                            public void onClose(Status status, Metadata trailers) {
                                count(-1);
                                super.onClose(status, trailers);
                            }
                        },
                        headers);
            }

            @Override
            public void sendMessage(Q message) {
                if (message instanceof PollActivityTaskQueueRequest poll) {
                    queue = poll.getTaskQueue().getName();
                    count(1);
                }
                super.sendMessage(message);
            }

            private void count(int change) {
                if (queue != null) {
                    open.merge(queue, change, Integer::sum);
                }
            }
        };
    }
}
