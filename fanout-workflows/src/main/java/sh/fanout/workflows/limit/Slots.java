package sh.fanout.workflows.limit;

/** The slots of one event type under one policy, in this process; safe for use by any number of threads. */
interface Slots {

    /** Takes a slot if one is free now; returns how many nanoseconds until one is, so zero for a slot taken. */
    long tryTake();

    /** Takes the next slot; returns how many nanoseconds until it is due. */
    long take();
}
