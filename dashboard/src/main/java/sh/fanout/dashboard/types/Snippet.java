package sh.fanout.dashboard.types;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * The names in the code that would subscribe to a type.
 *
 * @param subscription an id, such as {@code handle-order-placed}
 * @param payload a class, such as {@code OrderPlaced}
 */
public record Snippet(String type, String subscription, String payload) {

    static Snippet of(String type) {
        var words = Stream.of(type.split("[^\\p{L}\\p{N}]+"))
                .filter(it -> !it.isEmpty())
                .toList();
        return new Snippet(
                type,
                "handle-" + String.join("-", words),
                words.stream().map(Snippet::capital).collect(joining()));
    }

    /** A method, such as {@code handleOrderPlaced}. */
    public String method() {
        return "handle" + payload;
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
