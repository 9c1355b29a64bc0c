package sh.fanout.dashboard.overview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeTest {

    @ParameterizedTest
    @CsvSource({
        "112, 100, 12 % more than",
        "50, 100, 50 % fewer than",
        "0, 7, 100 % fewer than",
        "1000, 1001, as many as",
        "900, 10, 90 times as many as"
    })
    void comparesInWords(long now, long before, String words) {
        assertThat(Change.words(now, before)).isEqualTo(words);
    }

    @Test
    void saysNothingWhereThereWasNothing() {
        assertThat(Change.words(5, 0)).isNull();
    }
}
