package sh.fanout.filter;

/**
 * What a subscription wants of an event, as JSON.
 *
 * @param json the filter's text
 */
public record Filter(String json) {

    private static final Filter ALL = new Filter("{}");

    /** The filter that every event passes. */
    public static Filter all() {
        return ALL;
    }

    /** A filter as JSON text; it is checked when its subscription is declared. */
    public static Filter json(String json) {
        return new Filter(json);
    }
}
