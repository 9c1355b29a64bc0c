package sh.fanout.workflows.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RootCauseTest {

    @Test
    void isWhatTheInnermostCauseSays() {
        var root = new IOException(" No space\n left on device. ");

        assertThat(RootCause.inWords(new IllegalStateException("outer", new RuntimeException("inner", root))))
                .isEqualTo("No space left on device");
    }

    @Test
    void isTheNameOfACauseThatSaysNothing() {
        assertThat(RootCause.inWords(new RuntimeException("outer", new IOException())))
                .isEqualTo("java.io.IOException");
    }

    @Test
    void isBoundedHoweverLongTheMessageAndTheChain() {
        var one = new RuntimeException("x".repeat(1_000));
        var other = new RuntimeException("y".repeat(1_000), one);
        one.initCause(other);

        assertThat(RootCause.inWords(one)).hasSize(300).endsWith("…");
    }
}
