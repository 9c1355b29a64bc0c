package sh.fanout.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sh.fanout.spring.mode.Mode;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.databind.JsonNode;

class ConfigurationMetadataTest {

    @Test
    void describesEveryProperty() throws IOException {
        var descriptions = new TreeMap<String, String>();
        metadata()
                .get("properties")
                .valueStream()
                .filter(it -> it.path("sourceType").asString("").startsWith(FanoutProperties.class.getName()))
                .forEach(it -> descriptions.put(
                        it.get("name").asString(), it.path("description").asString("")));

        assertThat(descriptions.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        names("fanout", FanoutProperties.class).toList());
        assertThat(descriptions)
                .allSatisfy(
                        (name, description) -> assertThat(description).as(name).isNotBlank());
    }

    @Test
    void hintsAtEveryMode() throws IOException {
        var hints = metadata()
                .get("hints")
                .valueStream()
                .filter(it -> it.get("name").asString().equals("fanout.mode"))
                .flatMap(it -> it.get("values").valueStream())
                .map(it -> it.get("value").asString());

        assertThat(hints)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Mode.values()).map(Mode::toString).toList());
    }

    private static JsonNode metadata() throws IOException {
        try (var stream = FanoutProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return FanoutJson.MAPPER.readTree(stream);
        }
    }

    private static Stream<String> names(String prefix, Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).flatMap(it -> names(prefix, it));
    }

    private static Stream<String> names(String prefix, RecordComponent component) {
        var name =
                prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return component.getType().isRecord() ? names(name, component.getType()) : Stream.of(name);
    }
}
