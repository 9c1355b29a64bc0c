package sh.fanout.workflows.log;

import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** {@code FANOUT-007}: a store is the event log of another bus. */
public final class OthersLogException extends FanoutException {

    OthersLogException(String log, String owner, String bus, String wayOut) {
        super(
                ErrorCode.EVENT_LOG_IN_USE,
                "The event log (%s) belongs to the bus '%s', and this is the bus '%s' (namespace and name)."
                        .formatted(log, owner, bus),
                wayOut);
    }
}
