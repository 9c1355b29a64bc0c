package sh.fanout.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void tellsKeysTextsAndValuesApart() {
        assertThat(Json.parts("{\"a\":\"b: \\\"c\\\"\",\"n\":[1.50,null]}"))
                .filteredOn(it -> !it.kind().equals("quiet"))
                .extracting(it -> it.kind() + " " + it.text())
                .containsExactly("key \"a\"", "text \"b: \\\"c\\\"\"", "key \"n\"", "value 1.50", "value null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":{\"b\":[]}}", "[1]", "\"text\"", "no json <script>", "", "{\"a\":1e400}"})
    void losesNothing(String json) {
        var text = Json.parts(json).stream().map(Json.Part::text).collect(Collectors.joining());

        assertThat(text).isEqualTo(PrettyJson.of(json));
    }
}
