package sh.fanout.workflows.temporal;

import io.temporal.common.Priority;

/** What the server hands out first while there is more than the instances can do; live events have its default, 3. */
public final class Priorities {

    /** For what an operator asks for and what a service starts with: who wants to stop a flood must not wait behind it. */
    public static final Priority BEFORE_LIVE_EVENTS =
            Priority.newBuilder().setPriorityKey(1).build();

    /** For what is delivered again. */
    public static final Priority BEHIND_LIVE_EVENTS =
            Priority.newBuilder().setPriorityKey(5).build();

    private Priorities() {}
}
