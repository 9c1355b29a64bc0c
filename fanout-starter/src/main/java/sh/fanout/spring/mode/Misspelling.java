package sh.fanout.spring.mode;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds properties by which somebody meant {@code spring.temporal.connection.target}, such as {@code temporal.adress}. */
final class Misspelling {

    private static final Set<String> WORDS_FOR_TARGET = Set.of("target", "address", "host", "hostport", "endpoint");

    private Misspelling() {}

    static Optional<String> among(Collection<String> names) {
        return names.stream().filter(Misspelling::isOne).findFirst();
    }

    private static boolean isOne(String name) {
        var property = name.contains(".") ? name : name.replace('_', '.');
        var words = property.replace("-", "").toLowerCase(Locale.ROOT).split("\\.", 0);
        // Connections to further namespaces are a feature of Temporal's starter.
        return !String.join(".", words).equals(ModeClues.TARGET)
                && !property.startsWith("spring.temporal.namespaces[")
                && words.length > 1
                && Stream.of(words).limit(2).anyMatch(word -> similar(word, "temporal"))
                && soundsLikeTarget(words[words.length - 1]);
    }

    private static boolean soundsLikeTarget(String word) {
        return word.endsWith("target") || WORDS_FOR_TARGET.stream().anyMatch(known -> similar(word, known));
    }

    /** Whether one letter was left out, added, mistyped or exchanged with its neighbour, or none. */
    private static boolean similar(String word, String known) {
        var shorter = Math.min(word.length(), known.length());
        var begin = 0;
        while (begin < shorter && word.charAt(begin) == known.charAt(begin)) {
            begin++;
        }
        var end = 0;
        while (end < shorter - begin
                && word.charAt(word.length() - 1 - end) == known.charAt(known.length() - 1 - end)) {
            end++;
        }
        var wrong = word.substring(begin, word.length() - end);
        var right = known.substring(begin, known.length() - end);
        var exchanged = new StringBuilder(right).reverse().toString();
        return (wrong.length() <= 1 && right.length() <= 1) || (wrong.length() == 2 && wrong.equals(exchanged));
    }
}
