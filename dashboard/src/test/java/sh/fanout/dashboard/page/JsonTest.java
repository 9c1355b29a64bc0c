package sh.fanout.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void tellsKeysTextsAndValuesApart() {
        assertThat(Json.shown("{\"a\":\"b: \\\"c\\\"\",\"n\":[1.50,null]}").parts())
                .filteredOn(it -> !it.kind().equals("quiet"))
                .extracting(it -> it.kind() + " " + it.text())
                .containsExactly("key \"a\"", "text \"b: \\\"c\\\"\"", "key \"n\"", "value 1.50", "value null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":{\"b\":[]}}", "[1]", "\"text\"", "no json <script>", "", "{\"a\":1e400}"})
    void losesNothing(String json) {
        var shown = Json.shown(json);

        assertThat(text(shown)).isEqualTo(PrettyJson.of(json));
        assertThat(shown.more()).isZero();
    }

    @Test
    void takesALongTextForOne() {
        var json = "{\"a\":\"%s\"}".formatted("x\\\"".repeat(30_000));

        assertThat(Json.shown(json).parts())
                .extracting(Json.Part::kind)
                .containsExactly("quiet", "key", "quiet", "text", "quiet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "y", "yy"})
    void takesATextThatIsCutForOne(String begin) {
        var json = "\"" + begin + "x\\\"".repeat(60_000) + "\"";

        assertThat(Json.shown(json).parts()).extracting(Json.Part::kind).containsExactly("quiet", "text", "quiet");
    }

    @Test
    void showsTheBeginningOfWhatNobodyReadsToItsEnd() {
        var json = "{\"z\":" + "[".repeat(98) + "0" + ",0".repeat(20_000) + "]".repeat(98) + "}";

        var shown = Json.shown(json);

        assertThat(text(shown).length()).isEqualTo(PrettyJson.MOST);
        assertThat(PrettyJson.of(json)).startsWith(text(shown)).hasSize(PrettyJson.MOST + shown.more());
        assertThat(text(Json.shown("\"" + "x".repeat(PrettyJson.MOST - 2) + "\ud83d\ude00\"")))
                .endsWith("x")
                .hasSize(PrettyJson.MOST - 1);
    }

    private static String text(Json.Shown shown) {
        return shown.parts().stream().map(Json.Part::text).collect(Collectors.joining());
    }
}
