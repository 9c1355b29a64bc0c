package sh.fanout.dashboard.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import sh.fanout.dashboard.page.Bar;
import sh.fanout.dashboard.page.Range;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.log.EventCounts;
import sh.fanout.log.EventStatus;

/**
 * How many events there were over time, as columns of bars.
 *
 * @param range over which time
 * @param columns oldest first; those without events are left out
 * @param ticks times to read it by
 */
public record Histogram(Range range, long total, List<Column> columns, List<Instant> ticks) {

    public static final int HEIGHT = 48;

    private static final int TICKS = 6;
    private static final double WHOLE = 100;
    private static final double GAP = 0.15;

    /** As low as can be seen. */
    private static final double LEAST = 1.5;

    public Histogram {
        columns = List.copyOf(columns);
        ticks = List.copyOf(ticks);
    }

    static Histogram of(Range range, EventCounts counts) {
        var most = counts.counts().stream().mapToLong(Histogram::sum).max().orElse(0);
        var steps = counts.steps();
        return new Histogram(
                range,
                counts.total(),
                IntStream.range(0, steps.count())
                        .filter(n -> !counts.counts().get(n).isEmpty())
                        .mapToObj(n -> column(n, counts, most))
                        .toList(),
                IntStream.range(0, TICKS)
                        .mapToObj(n -> steps.at(n * steps.count() / TICKS))
                        .toList());
    }

    /** Where a tick stands. */
    public String place(int tick) {
        return Bar.percent(WHOLE * tick / TICKS);
    }

    private static Column column(int step, EventCounts counts, long most) {
        var of = counts.counts().get(step);
        var width = WHOLE / counts.steps().count();
        var bars = new ArrayList<Bar>();
        var y = (double) HEIGHT;
        for (var kind : Kind.values()) {
            var events = kind.of(of);
            if (events > 0) {
                var height = Math.max(LEAST, (double) HEIGHT * events / most);
                y = Math.max(0, y - height);
                bars.add(Bar.across(kind.role, width * step, y, width - GAP, height));
            }
        }
        return new Column(counts.steps().at(step), words(of), bars);
    }

    private static String words(Map<EventStatus, Integer> counts) {
        var failed = Kind.FAILED.of(counts);
        var events = Texts.count(sum(counts), "event");
        return failed == 0 ? events : "%s, %s failed".formatted(events, Texts.number(failed));
    }

    private static long sum(Map<EventStatus, Integer> counts) {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** What a bar of a column stands for. */
    private enum Kind {
        DELIVERED("fill-calm"),
        UNDER_WAY("fill-wait"),
        TAKEN_BACK("fill-off"),
        FAILED("fill-dead");

        private final String role;

        Kind(String role) {
            this.role = role;
        }

        private long of(Map<EventStatus, Integer> counts) {
            return counts.entrySet().stream()
                    .filter(it -> of(it.getKey()) == this)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        private static Kind of(EventStatus status) {
            return switch (status) {
                case DELIVERED -> DELIVERED;
                case CANCELLED -> TAKEN_BACK;
                case SCHEDULED, ACCEPTED, DELIVERING -> UNDER_WAY;
                case FAILED, EXPIRED, REJECTED -> FAILED;
            };
        }
    }

    /**
     * The events of one step.
     *
     * @param from where the step begins
     */
    public record Column(Instant from, String words, List<Bar> bars) {

        public Column {
            bars = List.copyOf(bars);
        }
    }
}
