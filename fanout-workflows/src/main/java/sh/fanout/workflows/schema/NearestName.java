package sh.fanout.workflows.schema;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.joining;

import java.util.Arrays;
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

    /** The known name that differs least, if half of its letters are right. */
    public static Optional<String> of(String name, Collection<String> known) {
        return known.stream()
                .filter(it -> Math.abs(it.length() - name.length()) <= mostFor(it))
                .min(comparingInt(it -> distance(name, it)))
                .filter(it -> distance(name, it) <= mostFor(it));
    }

    private static int mostFor(String known) {
        return Math.max(1, known.length() / 2);
    }

    /** How many letters to add, drop or change (Levenshtein). */
    static int distance(String one, String other) {
        var previous = new int[other.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (var i = 1; i <= one.length(); i++) {
            var current = new int[other.length() + 1];
            current[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
