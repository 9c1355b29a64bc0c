package sh.fanout.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FanoutPropertiesTest {

    /** Milliseconds, as elsewhere, would have the log forget at once what it was to keep for a month. */
    @Test
    void takesTheLivesOfEventsAndLettersForDaysWhereTheyHaveNoUnit() {
        var properties = bind(Map.of("fanout.log.retention", "30", "fanout.dead-letters.life", "14"));

        assertThat(properties.log().retention().time()).isEqualTo(Duration.ofDays(30));
        assertThat(properties.deadLetters().life()).isEqualTo(Duration.ofDays(14));
    }

    @Test
    void takesThemAsTheyAreWhereTheyHaveOne() {
        var properties = bind(Map.of("fanout.log.retention", "12h", "fanout.dead-letters.life", "PT36H"));

        assertThat(properties.log().retention().time()).isEqualTo(Duration.ofHours(12));
        assertThat(properties.deadLetters().life()).isEqualTo(Duration.ofHours(36));
    }

    private static FanoutProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("fanout", FanoutProperties.class);
    }
}
