package sh.fanout.workflows.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.core.type.TypeReference;

/** Decides every line of {@code filter-cases.txt}. */
class FilterCasesTest {

    record Case(
            String name,
            String filter,
            String payload,
            boolean expected,
            List<String> tags,
            Map<String, String> metadata) {

        static Case of(String line) {
            var cells = line.split(" \\| ", -1);
            var expected = cells[3].strip();
            assertThat(expected).as(line).isIn("match", "no match");
            return new Case(
                    cells[0],
                    cells[1],
                    cells[2],
                    expected.equals("match"),
                    FanoutJson.MAPPER.readValue(cells.length > 4 ? cells[4] : "[]", new TypeReference<>() {}),
                    FanoutJson.MAPPER.readValue(cells.length > 5 ? cells[5] : "{}", new TypeReference<>() {}));
        }

        FilterSubject event() {
            return new FilterSubject(FanoutJson.MAPPER.readTree(payload), tags, metadata);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() throws IOException {
        var file = Objects.requireNonNull(FilterCasesTest.class.getResourceAsStream("/filter-cases.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Case::of)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void decidesAsTheTableSays(Case it) {
        var filter = CompiledFilter.parse(it.filter());

        assertThat(filter.matches(it.event())).isEqualTo(it.expected());
        assertThat(filter.explain(it.event()).isEmpty()).isEqualTo(it.expected());
        assertThat(CompiledFilter.parse(filter.json()).json()).isEqualTo(filter.json());
    }

    @Test
    void theTableHasEachOperatorBothWays() throws IOException {
        var cases = cases();

        assertThat(Stream.concat(Operands.names().stream(), Stream.of("$or", "$and", "$tags", "$metadata")))
                .allSatisfy(name -> assertThat(cases)
                        .filteredOn(it -> it.filter().contains("\"" + name + "\""))
                        .extracting(Case::expected)
                        .contains(true, false));
    }
}
