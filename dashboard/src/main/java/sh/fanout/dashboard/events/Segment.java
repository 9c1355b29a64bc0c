package sh.fanout.dashboard.events;

import java.time.Instant;
import sh.fanout.dashboard.page.Bar;

/**
 * Some time of a delivery, as a bar.
 *
 * @param kind what happened in it
 * @param x where it begins, in percent
 * @param width how long it is, in percent; wide enough to be seen
 * @param label what it says; empty for nothing
 */
public record Segment(Kind kind, double x, double width, String label) {

    private static final double VISIBLE = 0.6;

    /** What happens in the time of a delivery. */
    public enum Kind {
        WAITED,
        RETURNED,
        THREW,
        GAVE_UP,
        PAUSED
    }

    static Segment between(Axis axis, Instant from, Instant to, Kind kind, String label) {
        var x = axis.at(from);
        return new Segment(kind, Math.min(x, 100 - VISIBLE), Math.max(VISIBLE, axis.at(to) - x), label);
    }

    /** The same without its label. */
    Segment silent() {
        return new Segment(kind, x, width, "");
    }

    public String place() {
        return Bar.percent(x);
    }

    public String breadth() {
        return Bar.percent(width);
    }

    public String end() {
        return Bar.percent(x + width);
    }

    public String middle() {
        return Bar.percent(x + width / 2);
    }

    /** Whether a mark fits into it. */
    public boolean wide() {
        return width > 2;
    }

    /** Whether its label would leave the axis to the right. */
    public boolean late() {
        return x > 75;
    }
}
