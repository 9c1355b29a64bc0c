package sh.fanout.dashboard.operations;

import java.util.List;
import sh.fanout.dashboard.page.Bar;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.operation.OperationProgress;

/**
 * How far an operation is, as a row of bars.
 *
 * @param words the same in words
 */
public record Meter(List<Bar> bars, String words) {

    public static final int HEIGHT = 12;

    /** As its ground is painted. */
    private static final String REST = "fill-rest";

    private static final double WHOLE = 100;
    private static final double GAP = 0.2;

    /** As narrow as can be seen. */
    private static final double LEAST = 0.6;

    public Meter {
        bars = List.copyOf(bars);
    }

    static Meter of(OperationProgress progress) {
        return new Meter(
                bars(
                        new Part("fill-ok", progress.done()),
                        new Part("fill-dead", progress.failed()),
                        new Part("fill-off", progress.skipped()),
                        new Part(REST, progress.remaining())),
                "%s done, %s failed, %s skipped, %s remaining"
                        .formatted(
                                Texts.number(progress.done()),
                                Texts.number(progress.failed()),
                                Texts.number(progress.skipped()),
                                Texts.number(progress.remaining())));
    }

    /** What an operation is going to do that nobody has started. */
    static Meter planned(OperationProgress progress) {
        return new Meter(
                bars(new Part("fill-wait", progress.remaining()), new Part(REST, progress.skipped())),
                "%s to do, %s left out"
                        .formatted(Texts.number(progress.remaining()), Texts.number(progress.skipped())));
    }

    private static List<Bar> bars(Part... parts) {
        return Bar.row(
                List.of(parts),
                Part::count,
                WHOLE,
                GAP,
                LEAST,
                (it, x, width) -> Bar.across(it.role(), x, 0, width, HEIGHT));
    }

    private record Part(String role, long count) {}
}
