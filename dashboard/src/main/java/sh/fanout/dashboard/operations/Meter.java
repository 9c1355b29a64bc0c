package sh.fanout.dashboard.operations;

import static java.util.stream.Collectors.joining;

import java.util.List;
import sh.fanout.dashboard.page.Bar;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.operation.OperationProgress;

/**
 * How far an operation is, as a row of bars.
 *
 * @param parts what has become of its items, and what is to become of them
 */
public record Meter(List<Part> parts) {

    public static final int HEIGHT = 12;

    private static final double WHOLE = 100;
    private static final double GAP = 0.2;

    /** As narrow as can be seen. */
    private static final double LEAST = 0.6;

    public Meter {
        parts = List.copyOf(parts);
    }

    static Meter of(OperationProgress progress) {
        return new Meter(List.of(
                new Part(Look.DONE, progress.done(), "done"),
                new Part(Look.FAILED, progress.failed(), "failed"),
                new Part(Look.SKIPPED, progress.skipped(), "skipped"),
                new Part(Look.AHEAD, progress.remaining(), "remaining")));
    }

    /** What an operation is going to do that nobody has started. */
    static Meter planned(OperationProgress progress) {
        return new Meter(List.of(
                new Part(Look.AHEAD, progress.remaining(), "to do"),
                new Part(Look.SKIPPED, progress.skipped(), "left out")));
    }

    public List<Bar> bars() {
        return Bar.row(parts, Part::count, WHOLE, GAP, LEAST, (it, x, width) -> it.look.across(x, width));
    }

    /** The same in words. */
    public String words() {
        return parts.stream().map(Part::words).collect(joining(", "));
    }

    /** Some of the items. */
    public record Part(Look look, long count, String word) {

        public String words() {
            return "%s %s".formatted(Texts.number(count), word);
        }
    }

    /** How items are drawn: the shape tells what has become of them as the colour does. */
    public enum Look {
        DONE("fill-ok", 2, 8),
        FAILED("fill-dead", 0, HEIGHT),
        SKIPPED("fill-off", 8, 2),
        /** An outline, so that it never looks like what is done. */
        AHEAD("hollow", 2.75, 6.5);

        private final String role;
        private final double y;
        private final double height;

        Look(String role, double y, double height) {
            this.role = role;
            this.y = y;
            this.height = height;
        }

        private Bar across(double x, double width) {
            return Bar.across(role, x, y, width, height);
        }

        /** A piece of it, as a legend shows it. */
        public Bar sample() {
            return Bar.fixed(role, 1, y, HEIGHT - 2, height);
        }
    }
}
