package sh.fanout.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that takes no deliveries: who said so, why, and until when.
 *
 * @param who who said so
 * @param why the reason; empty if it was paused by other means than Fanout, without one
 * @param since when, by the server's clock
 * @param until when it ends by itself; {@code null} for never
 */
public record Pause(
        String who, String why, Instant since, @Nullable Instant until) {}
