package sh.fanout.workflows.catalog;

import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.function.Supplier;
import sh.fanout.FanoutException;
import sh.fanout.workflows.filter.CompiledFilter;

/** Keeps the state, and begins a new run with every change of it. */
public final class CatalogImpl implements Catalog {

    private final long startVersion;
    private CatalogState state;
    private boolean cancelled;

    @WorkflowInit
    public CatalogImpl(CatalogImage image) {
        state = image.open();
        startVersion = state.version();
        CancellationScope.current().getCancellationRequest().thenApply(reason -> cancelled = true);
    }

    @Override
    public void run(CatalogImage image) {
        // An update that is still answering would be lost with the run.
        Workflow.await(() -> state.version() > startVersion && Workflow.isEveryHandlerFinished());
        Workflow.continueAsNew(CatalogImage.of(state));
    }

    @Override
    public void checkDeclare(Declaration declaration) {
        check(declaration, () -> state.declare(declaration));
    }

    @Override
    public void checkReinstate(Reinstatement asked) {
        check(asked.declaration(), () -> state.reinstate(asked));
    }

    private void check(Declaration declaration, Supplier<CatalogState> change) {
        requireNextRun();
        try {
            declaration.subscriptions().forEach(CatalogImpl::requireFilter);
            CatalogImage.of(change.get());
        } catch (FanoutException e) {
            throw ApplicationFailure.newNonRetryableFailure(
                    e.problem(), e.code().name(), e.hint());
        }
    }

    /** Every instance has to read it. */
    private static void requireFilter(Declaration.Subscriber subscriber) {
        if (subscriber.filter() != null) {
            CompiledFilter.parse(subscriber.filter());
        }
    }

    @Override
    public long declare(Declaration declaration) {
        state = state.declare(declaration);
        return state.version();
    }

    @Override
    public long reinstate(Reinstatement asked) {
        state = state.reinstate(asked);
        return state.version();
    }

    @Override
    public void checkRetire(String subscription) {
        requireNextRun();
    }

    @Override
    public void checkDismiss(String subscription) {
        requireNextRun();
    }

    /** A run that was cancelled is the last one, whatever its code says, so that a change in it would be lost. */
    private void requireNextRun() {
        if (cancelled) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "The catalog was cancelled: change the next one.", "Cancelled");
        }
    }

    @Override
    public long retire(String subscription) {
        state = state.retire(subscription);
        return state.version();
    }

    @Override
    public long dismiss(String subscription) {
        state = state.dismiss(subscription);
        return state.version();
    }
}
