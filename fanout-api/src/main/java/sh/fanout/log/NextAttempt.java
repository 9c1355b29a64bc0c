package sh.fanout.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The attempt that a delivery waits for, or is at.
 *
 * @param number from 1, in each round; a call that was put off has not spent the attempt, so it is the same once more
 * @param limit how many attempts its subscription gives it in each round; {@code null} if no worker has told yet
 * @param at when it begins; {@code null} if it has begun, or if the server does not tell, as the embedded one
 */
public record NextAttempt(
        int number, @Nullable Integer limit, @Nullable Instant at) {}
