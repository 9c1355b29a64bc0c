package sh.fanout.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

class ZoneTest {

    private static final Zone KOLKATA = new Zone(ZoneId.of("Asia/Kolkata"));

    @Test
    void readsATimeAsItIsThereUnlessItSaysItsOffset() {
        assertThat(KOLKATA.read("2026-11-27T15:30")).isEqualTo(Instant.parse("2026-11-27T10:00:00Z"));
        assertThat(KOLKATA.read("2026-11-27T15:30:00Z")).isEqualTo(Instant.parse("2026-11-27T15:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2026-11-31T12:00", "+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00"})
    void refusesWhatIsNoTimeThatCanBeCounted(String text) {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> KOLKATA.read(text))
                .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }
}
