package sh.fanout.dashboard.deadletters;

import java.util.ArrayList;
import java.util.List;

/** What differs between two texts, line by line, with the fewest lines removed and added. */
public record LineDiff(List<Line> lines) {

    /** Of how many pairs of lines the fewest are looked for; of more, all that is between what agrees at both ends differs. */
    private static final long MAX_PAIRS = 1_000_000;

    public LineDiff {
        lines = List.copyOf(lines);
    }

    static LineDiff of(String before, String after) {
        var old = before.lines().toList();
        var now = after.lines().toList();
        var start = 0;
        while (start < Math.min(old.size(), now.size()) && old.get(start).equals(now.get(start))) {
            start++;
        }
        var end = 0;
        while (end < Math.min(old.size(), now.size()) - start
                && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
            end++;
        }
        var lines = new ArrayList<Line>();
        old.subList(0, start).forEach(it -> lines.add(new Line(Kind.SAME, it)));
        between(old.subList(start, old.size() - end), now.subList(start, now.size() - end), lines);
        old.subList(old.size() - end, old.size()).forEach(it -> lines.add(new Line(Kind.SAME, it)));
        return new LineDiff(lines);
    }

    private static void between(List<String> old, List<String> now, List<Line> lines) {
        var common = (long) old.size() * now.size() > MAX_PAIRS ? null : common(old, now);
        var i = 0;
        var j = 0;
        while (common != null && i < old.size() && j < now.size()) {
            if (old.get(i).equals(now.get(j))) {
                lines.add(new Line(Kind.SAME, old.get(i++)));
                j++;
            } else if (common[i + 1][j] >= common[i][j + 1]) {
                lines.add(new Line(Kind.REMOVED, old.get(i++)));
            } else {
                lines.add(new Line(Kind.ADDED, now.get(j++)));
            }
        }
        old.subList(i, old.size()).forEach(it -> lines.add(new Line(Kind.REMOVED, it)));
        now.subList(j, now.size()).forEach(it -> lines.add(new Line(Kind.ADDED, it)));
    }

    /** How many lines the rests of both have in common, from each line of the one and each of the other on. */
    private static int[][] common(List<String> old, List<String> now) {
        var common = new int[old.size() + 1][now.size() + 1];
        for (var i = old.size() - 1; i >= 0; i--) {
            for (var j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    /** How many lines differ: one that replaces another is one. */
    public int changes() {
        var changes = 0;
        var removed = 0;
        var added = 0;
        for (var line : lines) {
            if (line.kind() == Kind.SAME) {
                changes += Math.max(removed, added);
                removed = 0;
                added = 0;
            } else if (line.kind() == Kind.REMOVED) {
                removed++;
            } else {
                added++;
            }
        }
        return changes + Math.max(removed, added);
    }

    /** A line of one of the texts, or of both. */
    public record Line(Kind kind, String text) {}

    /** In which of the texts a line is. */
    public enum Kind {
        SAME,
        REMOVED,
        ADDED
    }
}
