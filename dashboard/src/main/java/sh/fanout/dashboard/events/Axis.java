package sh.fanout.dashboard.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import sh.fanout.dashboard.page.Texts;

/**
 * The time axis of one event's fan-out; places on it are percents of its width.
 *
 * @param begin where it begins: when the event was accepted
 * @param length how long it is: a round duration, so that it grows in steps and not with every look
 */
public record Axis(Instant begin, Duration length) {

    private static final List<Duration> LENGTHS = Stream.concat(
                    Stream.of(100, 200, 500).map(Duration::ofMillis),
                    Stream.of(
                                    1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 21_600, 43_200,
                                    86_400)
                            .map(Duration::ofSeconds))
            .toList();
    private static final int TICKS = 5;
    private static final Duration BY_SECONDS = Duration.ofSeconds(5);
    private static final Duration BY_MINUTES = Duration.ofMinutes(5);

    /** The shortest axis that reaches from one time to another. */
    static Axis reaching(Instant begin, Instant end) {
        var needed = Duration.between(begin, end);
        var days = LongStream.iterate(2, it -> it * 2).mapToObj(Duration::ofDays);
        return new Axis(
                begin,
                Stream.concat(LENGTHS.stream(), days)
                        .filter(it -> it.compareTo(needed) >= 0)
                        .findFirst()
                        .orElseThrow());
    }

    /** Where a time stands. */
    double at(Instant time) {
        var share = 100.0 * Duration.between(begin, time).toNanos() / length.toNanos();
        return Math.max(0, Math.min(100, share));
    }

    /** Times to read it by. */
    public List<Tick> ticks() {
        return IntStream.range(0, TICKS)
                .mapToObj(n -> new Tick(
                        percent(100.0 * n / TICKS), text(length.multipliedBy(n).dividedBy(TICKS))))
                .toList();
    }

    /** In whole seconds where the ticks are some seconds apart. */
    private String text(Duration after) {
        var bySeconds = length.compareTo(BY_SECONDS) >= 0 && length.compareTo(BY_MINUTES) < 0;
        return bySeconds ? after.toSeconds() + " s" : Texts.duration(after);
    }

    /** A place as an attribute of SVG has it. */
    static String percent(double place) {
        return String.format(Locale.ROOT, "%.2f%%", place);
    }

    /** A time on the axis. */
    public record Tick(String place, String text) {}
}
