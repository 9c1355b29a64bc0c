package sh.fanout.workflows.cost;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the calls to Temporal that move work: starts, answers, and polls that brought a task. */
final class CountedCalls implements ClientInterceptor {

    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    long total() {
        return counts.values().stream().mapToLong(AtomicLong::get).sum();
    }

    void reset() {
        counts.clear();
    }

    @Override
    public String toString() {
        return new TreeMap<>(counts).toString();
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<R> listener, Metadata headers) {
                super.start(
                        new SimpleForwardingClientCallListener<>(listener) {
                            @Override
                            public void onMessage(R message) {
                                count(method, message);
                                super.onMessage(message);
                            }
                        },
                        headers);
            }
        };
    }

    private void count(MethodDescriptor<?, ?> method, Object response) {
        if (!ByteString.EMPTY.equals(taskToken(response))) {
            counts.computeIfAbsent(String.valueOf(method.getBareMethodName()), name -> new AtomicLong())
                    .incrementAndGet();
        }
    }

    /** Empty for a poll that brought nothing. */
    private static ByteString taskToken(Object response) {
        if (response instanceof PollWorkflowTaskQueueResponse poll) {
            return poll.getTaskToken();
        }
        return response instanceof PollActivityTaskQueueResponse poll
                ? poll.getTaskToken()
                : ByteString.copyFromUtf8("-");
    }
}
