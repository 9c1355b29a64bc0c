package sh.fanout.log;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventPattern;

/**
 * What is counted, and in which steps.
 *
 * @param types of this type, or of those that the pattern matches; {@code null} for all
 */
public record StatsQuery(@Nullable EventPattern types, Steps steps) {

    /** What has happened lately, as {@link Steps#last} has it. */
    public static StatsQuery last(Duration range, @Nullable EventPattern types, Instant now) {
        return new StatsQuery(types, Steps.last(range, now));
    }
}
