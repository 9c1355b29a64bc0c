package sh.fanout.workflows.erasure;

import java.util.List;
import sh.fanout.workflows.log.EventLog;

/** What an erasure cannot reach, in words for whoever has asked for it. */
final class Remains {

    static final List<String> ALWAYS = List.of(
            "what handlers have written elsewhere, and what applications have logged: Fanout does not know it",
            "what Temporal keeps of operations that had one of the events, until its retention ends: their ids and keys,"
                    + " and no payload",
            "an archive or a backup of Temporal's namespace or of the event log, if there is one");

    static final String EMBEDDED =
            "the closed runs: the embedded server cannot remove them, and has them in memory until the process ends";

    static final String LANE =
            "the lane of the key: it is in use, closes soon after the last event, and is gone when Temporal's retention ends";

    private Remains() {}

    /** What the store of the log keeps for a time. */
    static List<String> of(EventLog log) {
        return log.shared()
                ? List.of("parts of the event log that the store has replaced: it deletes them some minutes later ("
                        + log.describe() + ")")
                : List.of();
    }
}
