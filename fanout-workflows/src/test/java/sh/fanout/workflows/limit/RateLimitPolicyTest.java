package sh.fanout.workflows.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.RateLimitExceededException;
import sh.fanout.RateLimitPolicy;

class RateLimitPolicyTest {

    @ParameterizedTest
    @CsvSource({
        "PT1M, 5 per 1m",
        "PT90S, 5 per 90s",
        "PT24H, 5 per 1d",
        "PT36H, 5 per 36h",
        "PT1.5S, 5 per 1500ms",
        "PT0.0015S, 5 per PT0.0015S"
    })
    void readsAsAnnotationsWriteIt(Duration window, String text) {
        assertThat(RateLimitPolicy.of(5, window)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"0, PT1S, limit = 0", "1000001, PT1S, limit = 1000001", "1, PT0S, window = PT0S", "1, P32D, window"})
    void refusesWhatNobodyCouldCount(int limit, Duration window, String named) {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> RateLimitPolicy.of(limit, window))
                .withMessageContaining(named)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_RATE_LIMIT));
    }

    @Test
    void namesAWaitThatIsLongEnough() {
        var exceeded = new RateLimitExceededException(
                "order.created", RateLimitPolicy.of(5, Duration.ofMinutes(1)), Duration.ofNanos(1_000_001));

        assertThat(exceeded.problem()).isEqualTo("Event type 'order.created' takes 5 per 1m, and that is used up.");
        assertThat(exceeded.hint()).isEqualTo("Publish again in 2 ms.");
    }
}
