package sh.fanout.dashboard.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.operation.OperationProgress;

/**
 * How far an operation is, as a bar.
 *
 * @param words the same in words
 */
public record Meter(List<Segment> segments, String words) {

    private static final double WHOLE = 100;
    private static final double GAP = 0.2;

    /** As narrow as can be seen. */
    private static final double LEAST = 0.6;

    public Meter {
        segments = List.copyOf(segments);
    }

    static Meter of(OperationProgress progress) {
        var segments = new ArrayList<Segment>();
        var at = add(segments, "ok", progress.done(), progress.total(), 0);
        at = add(segments, "dead", progress.failed(), progress.total(), at);
        add(segments, "off", progress.skipped(), progress.total(), at);
        return new Meter(
                segments,
                "%s done, %s failed, %s skipped, %s remaining"
                        .formatted(
                                Texts.number(progress.done()),
                                Texts.number(progress.failed()),
                                Texts.number(progress.skipped()),
                                Texts.number(progress.remaining())));
    }

    /** What an operation is going to do that nobody has started. */
    static Meter planned(OperationProgress progress) {
        var segments = new ArrayList<Segment>();
        add(segments, "wait", progress.remaining(), progress.total(), 0);
        return new Meter(
                segments,
                "%s to do, %s left out"
                        .formatted(Texts.number(progress.remaining()), Texts.number(progress.skipped())));
    }

    private static double add(List<Segment> segments, String role, long count, long total, double at) {
        if (count == 0) {
            return at;
        }
        var width = Math.min(Math.max(LEAST, WHOLE * count / total - GAP), WHOLE - at);
        segments.add(new Segment(role, percent(at), percent(width)));
        return Math.min(WHOLE - LEAST, at + width + GAP);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }

    /**
     * A part of the bar.
     *
     * @param role which colour it has
     * @param x where it begins, in percent
     * @param width in percent
     */
    public record Segment(String role, String x, String width) {}
}
