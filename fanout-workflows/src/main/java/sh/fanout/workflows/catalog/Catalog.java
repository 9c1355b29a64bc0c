package sh.fanout.workflows.catalog;

import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * The catalog of one bus. Its state is the start argument of its current run, so that reading it is reading one event:
 * strongly consistent, and without a worker.
 */
@WorkflowInterface
public interface Catalog {

    @WorkflowMethod(name = "Catalog")
    void run(CatalogImage image);

    /** Adds a declaration and returns the version of the state that has it. */
    @UpdateMethod(name = "declare")
    long declare(Declaration declaration);

    @UpdateValidatorMethod(updateName = "declare")
    void checkDeclare(Declaration declaration);

    /** Makes a build of a service the newest again, as if none had followed it, and returns the version of the state. */
    @UpdateMethod(name = "reinstate")
    long reinstate(Reinstatement asked);

    @UpdateValidatorMethod(updateName = "reinstate")
    void checkReinstate(Reinstatement asked);

    /** Retires a subscription if its service has let it go, and returns the version of the state. */
    @UpdateMethod(name = "retire")
    long retire(String subscription);

    @UpdateValidatorMethod(updateName = "retire")
    void checkRetire(String subscription);

    /** Retires a subscription whether its service wants it or not, and returns the version of the state. */
    @UpdateMethod(name = "dismiss")
    long dismiss(String subscription);

    @UpdateValidatorMethod(updateName = "dismiss")
    void checkDismiss(String subscription);
}
