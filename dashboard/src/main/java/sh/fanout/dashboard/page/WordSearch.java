package sh.fanout.dashboard.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for in a list that is there as a whole: words, each of which must be found somewhere in an item.
 *
 * @param text as it was written; empty for everything
 */
public record WordSearch(String text) {

    public static WordSearch of(@Nullable String text) {
        return new WordSearch(text == null ? "" : text);
    }

    /** Whether it looks for anything. */
    public boolean narrows() {
        return !text.isBlank();
    }

    /** Whether an item with these texts is among what it looks for, in upper or lower case. */
    public boolean finds(String... texts) {
        var lower = Stream.of(texts).map(WordSearch::lower).toList();
        return words().stream().allMatch(word -> lower.stream().anyMatch(it -> it.contains(word)));
    }

    private List<String> words() {
        return Stream.of(lower(text).split("\\s+")).toList();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
