package sh.fanout.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.EventPattern;
import sh.fanout.FanoutException;

/**
 * What is counted, and in which steps.
 *
 * @param types of this type, or of those that the pattern matches; {@code null} for all
 * @param from where the first step begins
 * @param step how long each step is
 * @param steps how many there are
 */
public record StatsQuery(@Nullable EventPattern types, Instant from, Duration step, int steps) {

    public static final int MAX_STEPS = 100;

    private static final Duration MIN_RANGE = Duration.ofMinutes(15);
    private static final Duration MAX_RANGE = Duration.ofDays(30);

    /** Lengths at whose multiples a clock shows round numbers. */
    private static final List<Duration> STEPS = Stream.of(
                    "PT10S", "PT15S", "PT30S", "PT1M", "PT2M", "PT5M", "PT10M", "PT15M", "PT30M", "PT1H", "PT2H",
                    "PT3H", "PT6H", "PT12H")
            .map(Duration::parse)
            .toList();

    /**
     * The last minutes, hours or days, in at most {@value #MAX_STEPS} steps, of which the last one has not ended.
     *
     * @param range how far back; 15 minutes to 30 days
     * @throws FanoutException ({@code FANOUT-201}) if it is less or more
     */
    public static StatsQuery last(Duration range, @Nullable EventPattern types, Instant now) {
        if (range.compareTo(MIN_RANGE) < 0 || range.compareTo(MAX_RANGE) > 0) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "Nothing is counted over %s.".formatted(range),
                    "Ask for 15 minutes to 30 days: PT15M to P30D.");
        }
        var step = STEPS.stream()
                .filter(it -> range.dividedBy(it) < MAX_STEPS)
                .findFirst()
                .orElseThrow();
        var steps = (int) range.plus(step).minusNanos(1).dividedBy(step);
        var current = now.getEpochSecond() / step.toSeconds();
        return new StatsQuery(types, Instant.ofEpochSecond((current + 1 - steps) * step.toSeconds()), step, steps);
    }

    /** Where the last step ends. */
    public Instant to() {
        return from.plus(step.multipliedBy(steps));
    }
}
