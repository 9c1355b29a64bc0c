package sh.fanout;

/**
 * An event to be published as JSON text: see {@link Fanout#publishAllJson}.
 *
 * @param type the id of its type, which any service of the bus may have defined
 * @param payload one JSON value
 */
public record JsonEvent(String type, String payload, PublishOptions options) {}
