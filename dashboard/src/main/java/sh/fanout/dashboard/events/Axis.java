package sh.fanout.dashboard.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.dashboard.page.Bar;
import sh.fanout.dashboard.page.Texts;

/**
 * The time axis of one event's fan-out; places on it are percents of its width.
 *
 * @param begin where it begins: when the event was accepted
 * @param length how much time it shows: a round duration, so that it grows in steps and not with every look
 * @param cut a long time that it leaves out, since nothing happened in it; {@code null} if there is none
 */
public record Axis(Instant begin, Duration length, @Nullable Span cut) {

    /** How wide the place is where time is left out. */
    static final double CUT = 6;

    /** What is not longer is easy to see as a whole. */
    private static final Duration NEVER_CUT = Duration.ofMinutes(2);

    /** Of how many percent of the whole a pause is too long to be drawn. */
    private static final long TOO_LONG = 60;

    private static final List<Duration> LENGTHS = Stream.concat(
                    Stream.of(100, 200, 500).map(Duration::ofMillis),
                    Stream.of(
                                    1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 21_600, 43_200,
                                    86_400)
                            .map(Duration::ofSeconds))
            .toList();
    private static final int TICKS = 5;
    private static final double WHOLE = 100;
    private static final Duration BY_SECONDS = Duration.ofSeconds(5);
    private static final Duration BY_MINUTES = Duration.ofMinutes(5);

    /** The shortest axis from the first of these times to the last. */
    static Axis over(List<Span> spans) {
        var begin =
                spans.stream().map(Span::from).min(Comparator.naturalOrder()).orElseThrow();
        var end = spans.stream().map(Span::to).max(Comparator.naturalOrder()).orElseThrow();
        var all = Duration.between(begin, end);
        var cut = Span.longestGap(spans)
                .filter(it -> all.compareTo(NEVER_CUT) > 0)
                .filter(it -> it.length().toMillis() * WHOLE > all.toMillis() * TOO_LONG)
                .orElse(null);
        return new Axis(begin, round(cut == null ? all : all.minus(cut.length())), cut);
    }

    private static Duration round(Duration needed) {
        var days = LongStream.iterate(2, it -> it * 2).mapToObj(Duration::ofDays);
        return Stream.concat(LENGTHS.stream(), days)
                .filter(it -> it.compareTo(needed) >= 0)
                .findFirst()
                .orElseThrow();
    }

    /** Where a time stands. */
    double at(Instant time) {
        if (cut == null || !time.isAfter(cut.from())) {
            return place(Duration.between(begin, time));
        }
        return time.isBefore(cut.to())
                ? place(Duration.between(begin, cut.from())) + CUT / 2
                : Math.min(WHOLE, place(Duration.between(begin, time).minus(cut.length())) + CUT);
    }

    private double place(Duration shown) {
        var room = cut == null ? WHOLE : WHOLE - CUT;
        return Math.max(0, Math.min(room, room * shown.toNanos() / length.toNanos()));
    }

    /** Where time is left out; {@code null} if it is not. */
    public @Nullable Break skipped() {
        if (cut == null) {
            return null;
        }
        var from = place(Duration.between(begin, cut.from()));
        return new Break(
                Bar.percent(from),
                Bar.percent(from + CUT / 2),
                Bar.percent(from + CUT),
                Bar.percent(CUT),
                Texts.duration(cut.length()));
    }

    /** Times to read it by. */
    public List<Tick> ticks() {
        return IntStream.range(0, TICKS)
                .mapToObj(n -> length.multipliedBy(n).dividedBy(TICKS))
                .map(this::tick)
                .toList();
    }

    /** Behind a cut, time is counted from there. */
    private Tick tick(Duration shown) {
        var sinceCut = cut == null ? Duration.ZERO : shown.minus(Duration.between(begin, cut.from()));
        return cut == null || sinceCut.isNegative() || sinceCut.isZero()
                ? new Tick(Bar.percent(place(shown)), text(shown))
                : new Tick(Bar.percent(place(shown) + CUT), "+" + text(sinceCut));
    }

    /** In whole seconds where the ticks are some seconds apart. */
    private String text(Duration after) {
        var bySeconds = length.compareTo(BY_SECONDS) >= 0 && length.compareTo(BY_MINUTES) < 0;
        return bySeconds ? after.toSeconds() + " s" : Texts.duration(after);
    }

    /**
     * Where time is left out.
     *
     * @param words how much
     */
    public record Break(String from, String middle, String to, String width, String words) {}

    /** A time on the axis. */
    public record Tick(String place, String text) {}
}
