package sh.fanout.dashboard.deadletters;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.log.Steps;

/**
 * When the letters of a group were parked, as bars as small as a word.
 *
 * @param width of all steps, in pixels
 * @param path the bars, as an SVG path: one element, since a page may have {@value sh.fanout.deadletter.DeadLetters#MAX_GROUPS} lines
 * @param words how many there were
 * @param most when the step begins in which most of them were parked; {@code null} if none was
 */
public record Sparkline(
        int width, String path, String words, @Nullable Instant most) {

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
                Texts.count(all, "letter"),
                highest == 0 ? null : steps.at(parked.indexOf(highest)));
    }
}
