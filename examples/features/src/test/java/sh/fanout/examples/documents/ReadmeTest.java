package sh.fanout.examples.documents;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README shows only what is compiled and run, and names only what is there. */
class ReadmeTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern BLOCK =
            Pattern.compile("^ *```(?:java|yaml)\n(.*?)^ *```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^):]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final int DEEPEST = 4;

    @Test
    void showsOnlyCodeOfTheExamples() {
        var sources = sources();
        var blocks = found(BLOCK).map(it -> it.group(1)).toList();

        assertThat(blocks).hasSizeGreaterThan(15);
        assertThat(blocks)
                .filteredOn(block -> sources.stream().noneMatch(source -> contains(source, block)))
                .as("what no example has")
                .isEmpty();
    }

    /** Whether the lines are there, one after the other, all as much further to the right. */
    private static boolean contains(String source, String block) {
        return IntStream.rangeClosed(0, DEEPEST)
                .mapToObj(depth -> "\n" + indented(block, "    ".repeat(depth)))
                .anyMatch(source::contains);
    }

    private static String indented(String block, String margin) {
        return block.lines()
                .map(line -> line.isEmpty() ? "\n" : margin + line + "\n")
                .collect(joining());
    }

    private static List<String> sources() {
        try (var files = Files.walk(ROOT.resolve("examples"))) {
            return files.map(Path::toString)
                    .filter(file -> file.matches(".*/src/(main|test)/.*\\.(java|yaml)"))
                    .map(file -> "\n" + read(Path.of(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void linksToWhatIsThere() {
        var anchors = found(HEADING).map(it -> "#" + anchor(it.group(1))).toList();
        var links = found(LINK).map(it -> it.group(1)).toList();

        assertThat(links).hasSizeGreaterThan(30);
        assertThat(links)
                .filteredOn(it -> !(it.startsWith("#") ? anchors.contains(it) : Files.exists(ROOT.resolve(it))))
                .as("what is not there")
                .isEmpty();
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    private static Stream<MatchResult> found(Pattern pattern) {
        return pattern.matcher(read(ROOT.resolve("README.md"))).results();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
