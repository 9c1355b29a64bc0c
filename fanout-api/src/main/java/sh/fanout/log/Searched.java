package sh.fanout.log;

/**
 * How far a search has come on one page, among the events that match all but its filter.
 *
 * @param events how many it has looked at
 * @param of how many there are from where the page began; a lower bound if not {@code exact}
 * @param exact whether they were counted to the end
 */
public record Searched(int events, int of, boolean exact) {}
