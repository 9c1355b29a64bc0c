package sh.fanout.workflows.log;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far the event log is behind.
 *
 * @param available whether its store answered a moment ago
 * @param waiting how many records wait to be written, at the server and in this process; while the store is away, one for
 *     every event and dead letter that has ended since
 * @param oldest for how long the first of them has waited at the server; {@code null} if none does, or if the server does
 *     not tell, as the embedded one
 */
public record LogState(
        boolean available, long waiting, @Nullable Duration oldest) {}
