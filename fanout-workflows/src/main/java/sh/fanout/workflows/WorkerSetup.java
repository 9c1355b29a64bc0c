package sh.fanout.workflows;

import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.ActivitySlotInfo;
import io.temporal.worker.tuning.CompositeTuner;
import io.temporal.worker.tuning.FixedSizeSlotSupplier;
import io.temporal.worker.tuning.PollerBehavior;
import io.temporal.worker.tuning.PollerBehaviorAutoscaling;
import io.temporal.worker.tuning.SlotSupplier;
import io.temporal.worker.tuning.WorkerTuner;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How every worker is set up, and how it ends. */
final class WorkerSetup {

    private static final int FIRST_JDK_WITH_VIRTUAL_THREADS = 21;
    private static final boolean VIRTUAL_THREADS = Runtime.version().feature() >= FIRST_JDK_WITH_VIRTUAL_THREADS;

    /**
     * A server bears a limited number of long polls, by default 1,200 for all activities at one frontend: one for each queue
     * that is at rest, and as many as the server asks for while there is a backlog.
     */
    private static final PollerBehavior POLLS = new PollerBehaviorAutoscaling(1, 5, 1);

    /** A worker without workflows takes none of these slots, but must have some. */
    private static final int UNUSED = 1;

    private WorkerSetup() {}

    static WorkerFactoryOptions factory(EngineSettings settings) {
        return WorkerFactoryOptions.newBuilder()
                .setWorkerInterceptors(settings.workerInterceptors.toArray(WorkerInterceptor[]::new))
                .setUsingVirtualWorkflowThreads(VIRTUAL_THREADS)
                .build();
    }

    static WorkerOptions defaults() {
        return WorkerOptions.newBuilder()
                .setActivityTaskPollersBehavior(POLLS)
                .setUsingVirtualThreads(VIRTUAL_THREADS)
                .build();
    }

    /** For a worker of activities: these slots for them, and for the rest what every worker has. */
    static WorkerTuner handlers(SlotSupplier<ActivitySlotInfo> slots) {
        return new CompositeTuner(
                new FixedSizeSlotSupplier<>(UNUSED),
                slots,
                new FixedSizeSlotSupplier<>(UNUSED),
                new FixedSizeSlotSupplier<>(UNUSED));
    }

    /** Takes no new work, waits for what runs, and interrupts what still runs after the time; whether nothing did. */
    static boolean drain(WorkerFactory factory, Duration time) {
        factory.shutdown();
        factory.awaitTermination(time.toMillis(), TimeUnit.MILLISECONDS);
        var finished = factory.isTerminated();
        if (!finished) {
            factory.shutdownNow();
        }
        return finished;
    }
}
