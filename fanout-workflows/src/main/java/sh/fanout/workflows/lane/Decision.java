package sh.fanout.workflows.lane;

/**
 * What somebody decides about an event that holds its ordering key.
 *
 * @param subscription whose delivery it is
 * @param skips whether its delivery ends; otherwise it is tried again at once
 */
public record Decision(String subscription, boolean skips, String who, String why) {

    /** The name of the update that brings it to the event's fan-out. */
    public static final String UPDATE = "decide";
}
