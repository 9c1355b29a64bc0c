package sh.fanout.workflows.lane;

import java.util.List;

/**
 * The lane's message to a fan-out. Each says all that holds by now, so that any of them makes up for those that were
 * lost before.
 *
 * @param event the workflow id of the fan-out
 * @param all whether it may deliver to every chain
 * @param chains those that it may deliver to, sorted; turns are never taken back
 * @param position where it stands in the order of its key; rises from lane to lane as well
 * @param watch whether someone waits behind it: it then tells each time that it needs less than it has told
 * @param ask whether it is to tell at once what it still needs
 * @param refused whether the lane is full and has not taken it in; means nothing to a fan-out that has had a turn
 */
public record Turn(
        String event, boolean all, List<String> chains, long position, boolean watch, boolean ask, boolean refused) {

    /** The name of the signal. */
    public static final String SIGNAL = "turn";

    public Turn {
        chains = List.copyOf(chains);
    }

    static Turn refusing(String event) {
        return new Turn(event, false, List.of(), 0, false, false, true);
    }
}
