package sh.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class EventPatternTest {

    @Test
    void readsTheIdOfATypeOrAPattern() {
        assertThat(EventPattern.ofTypes("order.created").matchesMany()).isFalse();
        assertThat(EventPattern.ofTypes("order.*").matches("order.created")).isTrue();
    }

    @Test
    void refusesWhatIsNeitherAsWhatItWasMeantToBe() {
        assertRefused("order..created", ErrorCode.INVALID_EVENT_TYPE);
        assertRefused("", ErrorCode.INVALID_EVENT_TYPE);
        assertRefused("order..*", ErrorCode.INVALID_SUBSCRIPTION);
        assertRefused("order.cre*", ErrorCode.INVALID_SUBSCRIPTION);
    }

    @Test
    void quotesWholeCharactersAlone() {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> EventPattern.ofTypes("x" + "😀".repeat(100)))
                .withMessageContaining("'x" + "😀".repeat(39) + "…'");
    }

    private static void assertRefused(String text, ErrorCode code) {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> EventPattern.ofTypes(text))
                .withMessageContaining("'%s'".formatted(text))
                .satisfies(it -> assertThat(it.code()).isEqualTo(code));
    }
}
