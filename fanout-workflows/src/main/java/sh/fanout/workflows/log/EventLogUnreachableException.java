package sh.fanout.workflows.log;

import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.temporal.RootCause;

/** {@code FANOUT-011}: the store of the event log did not answer, or refused. A write that failed so may be stored. */
public final class EventLogUnreachableException extends FanoutException {

    /**
     * @param log the store as {@link EventLog#describe()} has it
     * @param failed what it was asked to do, such as {@code store 3 events}
     */
    public EventLogUnreachableException(String log, String failed, Throwable cause) {
        super(
                ErrorCode.EVENT_LOG_UNREACHABLE,
                "The event log (%s) could not %s: %s.".formatted(log, failed, RootCause.inWords(cause)),
                "Check that it runs, is reachable and has space; no event is lost meanwhile.",
                cause);
    }
}
