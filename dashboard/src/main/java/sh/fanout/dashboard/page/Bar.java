package sh.fanout.dashboard.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * A bar of a drawing, as the attributes of a rectangle of SVG have it.
 *
 * @param role the class that paints it
 */
public record Bar(String role, String x, String y, String width, String height) {

    /** A bar whose place and width are in percent of the whole width, and whose height is in pixels. */
    public static Bar across(String role, double x, double y, double width, double height) {
        return new Bar(role, percent(x), number(y), percent(width), number(height));
    }

    /** A bar in pixels. */
    public static Bar fixed(String role, double x, double y, double width, double height) {
        return new Bar(role, number(x), number(y), number(width), number(height));
    }

    /** A place or a width in percent. */
    public static String percent(double value) {
        return number(value) + "%";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /**
     * Bars that share some room as their counts say, one after the other and none too narrow to be seen; none for a count of 0.
     *
     * @param gap what is left between two of them
     * @param least how narrow one may be
     */
    public static <T> List<Bar> row(
            List<T> parts, ToLongFunction<T> count, double room, double gap, double least, Painter<T> painter) {
        var there = parts.stream().filter(it -> count.applyAsLong(it) > 0).toList();
        var all = there.stream().mapToLong(count).sum();
        var free = room - (least + gap) * there.size() + gap;
        var bars = new ArrayList<Bar>();
        var x = 0.0;
        for (var part : there) {
            var width = least + free * count.applyAsLong(part) / all;
            bars.add(painter.paint(part, x, width));
            x += width + gap;
        }
        return bars;
    }

    /** Makes a bar of a part, of which the row says where it begins and how wide it is. */
    @FunctionalInterface
    public interface Painter<T> {
        Bar paint(T part, double x, double width);
    }
}
