package sh.fanout.log;

import org.jspecify.annotations.Nullable;

/**
 * How far a search has come on one page, among the events that match all but its filter.
 *
 * @param events how many it has looked at
 * @param of how many there are from where the page began; a lower bound if not {@code exact}
 * @param exact whether they were counted to the end
 * @param warning on a page without events, that the filter asks for a field that no event type has, and what was meant
 *     perhaps; else {@code null}
 */
public record Searched(
        int events, int of, boolean exact, @Nullable String warning) {

    /** The same with a warning. */
    public Searched warning(String text) {
        return new Searched(events, of, exact, text);
    }
}
