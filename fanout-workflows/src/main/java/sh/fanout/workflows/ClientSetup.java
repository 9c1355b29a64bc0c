package sh.fanout.workflows;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.interceptors.WorkflowClientInterceptor;
import java.time.Duration;
import sh.fanout.workflows.temporal.FanoutDataConverter;

/** How the engine talks to Temporal. */
final class ClientSetup {

    private static final Duration NO_WORKER_HEARTBEATS = Duration.ofSeconds(-1);

    private ClientSetup() {}

    static WorkflowClient client(EngineSettings settings) {
        var options = WorkflowClientOptions.newBuilder()
                .setNamespace(settings.namespace)
                .setDataConverter(FanoutDataConverter.create(settings.codecs))
                .setContextPropagators(settings.contextPropagators)
                .setInterceptors(settings.clientInterceptors.toArray(WorkflowClientInterceptor[]::new));
        if (settings.alone) {
            // The in-process server does not know them, and the SDK would warn of that at each start.
            options.setWorkerHeartbeatInterval(NO_WORKER_HEARTBEATS);
        }
        return WorkflowClient.newInstance(settings.stubs, options.build());
    }
}
