package sh.fanout.examples.documents;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of all properties is what the code says about them, in the words that editors show. */
class PropertiesTest {

    private static final Path PAGE = Path.of("../../fanout-starter/PROPERTIES.md");
    private static final Path RENDERED = Path.of("target/PROPERTIES.md");

    @Test
    void describesEveryPropertyAndSaysWhatHoldsByDefault() throws IOException {
        var properties = properties();

        assertThat(properties).hasSizeGreaterThan(25);
        assertThat(properties)
                .filteredOn(it -> it.description().isBlank())
                .as("without a description")
                .isEmpty();
        assertThat(properties)
                .filteredOn(it -> it.value().isEmpty() && !it.description().contains("by default"))
                .as("that say nowhere what holds by default")
                .isEmpty();
    }

    @Test
    void isTheCommittedPage() throws IOException {
        var page = page(properties());
        Files.writeString(RENDERED, page);

        assertThat(PAGE)
                .as("the page; if this is meant, copy examples/features/%s over it", RENDERED)
                .hasContent(page);
    }

    private static String page(List<Property> properties) {
        return properties.stream().map(Property::row).collect(joining("\n", """
                        # Properties

                        Every property of the starter and the dashboard, generated from the descriptions in the code, which editors \
                        show as well. A time is a number with `ms`, `s`, `m`, `h` or `d`.

                        | property | default | |
                        |---|---|---|
                        """, "\n"));
    }

    private static List<Property> properties() throws IOException {
        var properties = new TreeMap<String, Property>();
        for (var file : metadata()) {
            try (var json = file.openStream()) {
                JsonMapper.shared()
                        .readTree(json)
                        .get("properties")
                        .valueStream()
                        .map(Property::of)
                        .filter(it -> it.name().startsWith("fanout."))
                        .forEach(it -> properties.put(it.name(), it));
            }
        }
        return List.copyOf(properties.values());
    }

    private static List<URL> metadata() throws IOException {
        return Collections.list(
                PropertiesTest.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"));
    }

    private record Property(String name, String value, String description) {

        static Property of(JsonNode node) {
            return new Property(
                    node.get("name").asString(),
                    node.path("defaultValue").asString(""),
                    node.path("description").asString(""));
        }

        String row() {
            return Stream.of("`%s`".formatted(name), value.isEmpty() ? "" : "`%s`".formatted(value), description)
                    .collect(joining(" | ", "| ", " |"));
        }
    }
}
