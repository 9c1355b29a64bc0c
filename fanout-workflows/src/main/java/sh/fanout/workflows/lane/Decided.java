package sh.fanout.workflows.lane;

/** What came of a decision. */
public enum Decided {
    DONE,
    /** The delivery is being tried at this moment. */
    UNDER_WAY,
    /** The event holds that chain no more, or not yet. */
    NOT_HEAD
}
