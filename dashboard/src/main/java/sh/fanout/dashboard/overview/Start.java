package sh.fanout.dashboard.overview;

import org.jspecify.annotations.Nullable;

/**
 * How far somebody has come who begins with Fanout.
 *
 * @param type an event type; {@code null} if none is defined
 * @param subscription a subscription; {@code null} if there is none
 */
public record Start(@Nullable String type, @Nullable String subscription) {}
