package sh.fanout.workflows.lane;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why the server has not taken a signal. */
final class SignalRefusals {

    /** The server knows this case by its words only. */
    private static final String TOO_MANY_SIGNALS = "exceeded workflow execution limit for signal events";

    private SignalRefusals() {}

    /** Whether the run has had all the signals that a run may have. */
    static boolean isFullOfSignals(RuntimeException failure) {
        return failure.getCause() instanceof StatusRuntimeException refusal
                && refusal.getStatus().getCode() == Status.Code.INVALID_ARGUMENT
                && Objects.requireNonNullElse(refusal.getStatus().getDescription(), "")
                        .contains(TOO_MANY_SIGNALS);
    }

    static Status.@Nullable Code status(RuntimeException failure) {
        return failure.getCause() instanceof StatusRuntimeException refusal
                ? refusal.getStatus().getCode()
                : null;
    }
}
