package sh.fanout.log;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * Some time in steps of equal length, to the microsecond, as the log has times.
 *
 * @param from where the first step begins
 * @param length how long each step is
 * @param count how many there are
 */
public record Steps(Instant from, Duration length, int count) {

    /** The most steps that can be asked for. */
    public static final int MAX_COUNT = 100;

    /** So few that the longest range has steps of a day. */
    private static final int FEW = 31;

    private static final Duration MIN_RANGE = Duration.ofMinutes(15);
    private static final Duration MAX_RANGE = Duration.ofDays(30);

    /** Lengths at whose multiples a clock shows round numbers. */
    private static final List<Duration> LENGTHS = Stream.of(
                    "PT10S", "PT15S", "PT30S", "PT1M", "PT2M", "PT5M", "PT10M", "PT15M", "PT30M", "PT1H", "PT2H",
                    "PT3H", "PT6H", "PT12H", "PT24H")
            .map(Duration::parse)
            .toList();

    public Steps {
        from = from.truncatedTo(ChronoUnit.MICROS);
        length = length.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * The last minutes, hours or days, in at most {@value #MAX_COUNT} steps, of which the last one has not ended.
     *
     * @param range how far back; 15 minutes to 30 days
     * @throws FanoutException ({@code FANOUT-201}) if it is less or more
     */
    public static Steps last(Duration range, Instant now) {
        return last(range, now, MAX_COUNT);
    }

    /** The same in at most {@value #FEW} steps, for where there is no room for more. */
    public static Steps few(Duration range, Instant now) {
        return last(range, now, FEW);
    }

    private static Steps last(Duration range, Instant now, int atMost) {
        if (range.compareTo(MIN_RANGE) < 0 || range.compareTo(MAX_RANGE) > 0) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "Nothing is counted over %s.".formatted(range),
                    "Ask for 15 minutes to 30 days: PT15M to P30D.");
        }
        var length = LENGTHS.stream()
                .filter(it -> range.dividedBy(it) < atMost)
                .findFirst()
                .orElseThrow();
        var count = (int) range.plus(length).minusNanos(1).dividedBy(length);
        var current = now.getEpochSecond() / length.toSeconds();
        return new Steps(Instant.ofEpochSecond((current + 1 - count) * length.toSeconds()), length, count);
    }

    /** Where a step begins; the first one is 0. */
    public Instant at(int step) {
        return from.plus(length.multipliedBy(step));
    }

    /** Where the last step ends. */
    public Instant to() {
        return at(count);
    }
}
