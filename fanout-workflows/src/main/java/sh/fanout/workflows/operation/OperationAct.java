package sh.fanout.workflows.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.operation.OperationAction;
import sh.fanout.operation.OperationAction.Kind;

/**
 * What somebody wants to happen with an operation.
 *
 * @param rate the new rate, if it is to be changed to one
 */
public record OperationAct(Kind kind, @Nullable Double rate, String who, String why) {

    static final OperationAct CANCELLED =
            new OperationAct(Kind.CANCEL, null, "somebody", "its run was cancelled in Temporal");

    /** Whether what is under way is to end for it. */
    boolean stops() {
        return kind == Kind.PAUSE || kind == Kind.CANCEL;
    }

    OperationAction at(Instant when) {
        return new OperationAction(kind, rate, null, who, why, when);
    }
}
