package sh.fanout.workflows.lane;

/**
 * A publisher's message: the event takes its place behind those that have joined before.
 *
 * @param event the workflow id of its fan-out
 */
public record Join(String event) {

    public Join {
        LaneEvents.require(event);
    }
}
