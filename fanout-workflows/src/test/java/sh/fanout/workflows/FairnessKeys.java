package sh.fanout.workflows;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.Priority;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import java.time.Duration;
import sh.fanout.RateLimitPolicy;
import sh.fanout.subscription.KeyRateLimit;
import sh.fanout.workflows.delivery.HandlerCall;
import sh.fanout.workflows.subscription.LimitKey;
import sh.fanout.workflows.temporal.FanoutJson;

/** Tells the server the key of each delivery, as deliveries are to do themselves. */
final class FairnessKeys extends WorkerInterceptorBase {

    private final KeyRateLimit limit;

    FairnessKeys(String field) {
        limit = new KeyRateLimit(field, RateLimitPolicy.of(1, Duration.ofSeconds(1)));
    }

    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
        return new WorkflowInboundCallsInterceptorBase(next) {
            @Override
            public void init(WorkflowOutboundCallsInterceptor outbound) {
                super.init(new Keyed(outbound));
            }
        };
    }

    private final class Keyed extends WorkflowOutboundCallsInterceptorBase {

        Keyed(WorkflowOutboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
            return super.executeActivity(input.getArgs()[0] instanceof HandlerCall call ? keyed(input, call) : input);
        }

        private <R> ActivityInput<R> keyed(ActivityInput<R> input, HandlerCall call) {
            var payload = FanoutJson.MAPPER.readTree(call.event().envelope().payload());
            var key = Priority.newBuilder()
                    .setFairnessKey(LimitKey.of(limit, payload))
                    .build();
            var options = ActivityOptions.newBuilder(input.getOptions())
                    .setPriority(key)
                    .build();
            return new ActivityInput<>(
                    input.getActivityName(),
                    input.getResultClass(),
                    input.getResultType(),
                    input.getArgs(),
                    options,
                    input.getHeader());
        }
    }
}
