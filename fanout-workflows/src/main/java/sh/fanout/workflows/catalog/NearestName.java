package sh.fanout.workflows.catalog;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Optional;

/** Finds what somebody meant to write. */
public final class NearestName {

    private static final int SHOWN = 30;

    private NearestName() {}

    /** A question that names the nearest known name if one is near, before the list of all, or of the first if many. */
    public static String hint(String name, Collection<String> known) {
        var shown = known.stream().limit(SHOWN).collect(joining(", "));
        var all = "Known are: %s%s".formatted(shown, known.size() > SHOWN ? ", …" : ".");
        return of(name, known)
                .map(it -> "Did you mean '%s'? %s".formatted(it, all))
                .orElse(all);
    }

    private static Optional<String> of(String name, Collection<String> known) {
        return known.stream()
                .min(comparingInt(it -> distance(name, it)))
                .filter(it -> distance(name, it) <= Math.max(1, it.length() / 2));
    }

    /** How many letters to add, drop or change. */
    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (var j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= from.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.length(); j++) {
                var change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
