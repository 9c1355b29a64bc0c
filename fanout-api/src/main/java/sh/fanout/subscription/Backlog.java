package sh.fanout.subscription;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries that wait for a worker, as the server estimates them. Those that wait for their next attempt are not
 * among them, and one or two that it keeps at hand may be missing.
 *
 * @param waiting how many
 * @param oldest for how long the first of them has waited; {@code null} if none waits
 */
public record Backlog(long waiting, @Nullable Duration oldest) {}
