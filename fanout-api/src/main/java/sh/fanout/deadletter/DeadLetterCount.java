package sh.fanout.deadletter;

/**
 * How many dead letters a query matches.
 *
 * @param letters all of them
 * @param groups in how many groups they are, of which a list may show fewer
 */
public record DeadLetterCount(long letters, long groups) {

    public static final DeadLetterCount NONE = new DeadLetterCount(0, 0);
}
