package sh.fanout.spring.actuate;

import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.lane.Lanes;
import sh.fanout.workflows.log.EventLog;

/**
 * What waits for a person, on the whole bus.
 *
 * @param letters dead letters that are parked
 * @param keys ordering keys that a failed delivery holds; no more than {@value Lanes#MAX_LISTED} are counted
 */
record Stuck(long letters, int keys) {

    /** @throws sh.fanout.FanoutException if the log does not tell */
    static Stuck of(EventLog log) {
        return new Stuck(
                log.countDeadLetters(DeadLetterQuery.PARKED).letters(),
                log.blocked(Lanes.MAX_LISTED).size());
    }
}
