package sh.fanout.workflows.catalog;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Functions.Func1;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.Priorities;

/**
 * Changes the catalog, starting it where none runs: a new bus begins with nothing, and a catalog that somebody has ended goes
 * on with what it had. Needs a running engine somewhere on the bus.
 */
public final class CatalogClient {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Bus bus;

    public CatalogClient(Bus bus) {
        this.bus = bus;
    }

    /**
     * Declares what a service defines and subscribes to, and returns the version of the catalog that has it.
     *
     * @throws FanoutException if it contradicts what is declared, or no engine answers
     */
    public long declare(Declaration declaration) {
        return update(catalog -> catalog::declare, declaration);
    }

    /** Makes a build the newest of its service again, if no other ones have followed it than those that are gone. */
    void reinstate(Reinstatement asked) {
        update(catalog -> catalog::reinstate, asked);
    }

    /** Retires a subscription if its service has let it go. */
    public void retire(String subscription) {
        update(catalog -> catalog::retire, subscription);
    }

    /** Retires a subscription whether its service wants it or not. */
    public void dismiss(String subscription) {
        update(catalog -> catalog::dismiss, subscription);
    }

    /** Starts the catalog again if somebody has ended it: who reads it finds an ended run only while Temporal keeps that. */
    void revive() {
        if (bus.history().endFromOutside(bus.ids().catalog()).isPresent()) {
            WorkflowClient.start(stub()::run, lastImage());
        }
    }

    private <A> long update(Function<Catalog, Func1<A, Long>> method, A argument) {
        // One id for all tries: an update whose answer was lost is not applied twice.
        var updateId = UUID.randomUUID().toString();
        var giveUp = Instant.now().plus(PATIENCE);
        RuntimeException failure;
        do {
            try {
                return tryUpdate(method, argument, updateId);
            } catch (WorkflowUpdateException e) {
                var refusal = refusal(e);
                if (refusal != null) {
                    throw refusal;
                }
                failure = e;
            } catch (RuntimeException e) {
                // The run may just be going over into the next one.
                failure = e;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        } while (Instant.now().isBefore(giveUp) && !Thread.currentThread().isInterrupted());
        throw new FanoutException(
                ErrorCode.TEMPORAL_UNREACHABLE,
                "The catalog '%s' did not answer within %d seconds."
                        .formatted(bus.ids().catalog(), PATIENCE.toSeconds()),
                "Check that Temporal is up, and that no workflow of another program has that id.",
                failure);
    }

    private <A> long tryUpdate(Function<Catalog, Func1<A, Long>> method, A argument, String updateId) {
        var catalog = stub();
        var options = UpdateOptions.newBuilder(Long.class)
                .setUpdateId(updateId)
                .setWaitForStage(WorkflowUpdateStage.ACCEPTED)
                .build();
        var handle = WorkflowClient.startUpdateWithStart(
                method.apply(catalog), argument, options, new WithStartWorkflowOperation<>(catalog::run, lastImage()));
        return handle.getResultAsync(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private Catalog stub() {
        return bus.client()
                .newWorkflowStub(
                        Catalog.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(bus.ids().catalog())
                                .setTaskQueue(bus.queues().engine())
                                .setPriority(Priorities.BEFORE_LIVE_EVENTS)
                                .setWorkflowIdConflictPolicy(
                                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                                .setStaticSummary("what the services of this bus define and subscribe to")
                                .build());
    }

    /** What the run was started with that is the last one: every change of the catalog begins another. */
    private CatalogImage lastImage() {
        return bus.history()
                .currentRun(bus.ids().catalog())
                .map(run -> bus.history().startArgument(run, CatalogImage.class))
                .orElse(CatalogImage.EMPTY);
    }

    /** The catalog's own no, if that is what the exception says. */
    private static @Nullable FanoutException refusal(WorkflowUpdateException e) {
        if (!(e.getCause() instanceof ApplicationFailure failure)
                || failure.getDetails().getSize() == 0) {
            return null;
        }
        return new FanoutException(
                ErrorCode.valueOf(failure.getType()),
                failure.getOriginalMessage(),
                failure.getDetails().get(String.class));
    }
}
