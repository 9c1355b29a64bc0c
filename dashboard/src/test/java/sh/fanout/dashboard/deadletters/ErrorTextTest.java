package sh.fanout.dashboard.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorTextTest {

    @Test
    void dividesClassAndMessage() {
        assertThat(ErrorText.of("com.example.GatewayException: no answer: 500 ms"))
                .isEqualTo(new ErrorText("no answer: 500 ms", "GatewayException"));
        assertThat(ErrorText.of("com.example.Outer$Inner: no")).isEqualTo(new ErrorText("no", "Outer$Inner"));
    }

    @Test
    void callsAnExceptionWithoutAMessageByItsClass() {
        var silent = new ErrorText("NullPointerException", "NullPointerException");

        assertThat(ErrorText.of("java.lang.NullPointerException: null")).isEqualTo(silent);
        assertThat(ErrorText.of("java.lang.NullPointerException")).isEqualTo(silent);
    }

    @Test
    void leavesWhatNoExceptionSays() {
        assertThat(ErrorText.of("lost: the worker did not come back"))
                .isEqualTo(new ErrorText("lost: the worker did not come back", null));
    }

    @Test
    void takesAnErrorOfNothingButDots() {
        var dots = "a.".repeat(100_000);

        assertThat(ErrorText.of(dots)).isEqualTo(new ErrorText(dots, null));
        assertThat(ErrorText.of(dots + "Gone: far away")).isEqualTo(new ErrorText("far away", "Gone"));
    }
}
