package sh.fanout.dashboard.deadletters;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import sh.fanout.dashboard.page.Range;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.dashboard.page.Zone;
import sh.fanout.log.Steps;

/**
 * When the letters of a group were parked, as bars as small as a word.
 *
 * @param width of all steps, in pixels
 * @param path the bars, as an SVG path: one element, since a page may have
 *     {@value sh.fanout.deadletter.DeadLetters#MAX_GROUPS} lines
 * @param all how many there were
 * @param most how many were parked in the step in which most were
 * @param peak when that step begins
 * @param step how long it is
 */
public record Sparkline(int width, String path, long all, int most, Instant peak, Duration step) {

    public static final int HEIGHT = 20;

    private static final int STEP = 3;
    private static final int BAR = 2;

    /** As low as can be seen. */
    private static final int LEAST = 2;

    static Sparkline of(List<Integer> parked, Steps steps) {
        var highest = parked.isEmpty() ? 0 : Collections.max(parked);
        var path = new StringBuilder();
        for (var step = 0; step < parked.size(); step++) {
            if (parked.get(step) > 0) {
                var height = Math.max(LEAST, Math.round((float) HEIGHT * parked.get(step) / highest));
                path.append("M%d %dv-%dh%dv%dz".formatted(step * STEP, HEIGHT, height, BAR, height));
            }
        }
        var all = parked.stream().mapToLong(Integer::longValue).sum();
        return new Sparkline(
                steps.count() * STEP,
                path.toString(),
                all,
                highest,
                steps.at(Math.max(0, parked.indexOf(highest))),
                steps.length());
    }

    /** The drawing in words, such as {@code 12 in the last 30 days, most on 24 Nov: 7}. */
    public String words(Range range, Zone zone) {
        var all = "%s in the last %s".formatted(Texts.number(this.all), range.words());
        return most == 0 ? all : "%s, most %s: %s".formatted(all, zone.step(peak, step), Texts.number(most));
    }
}
