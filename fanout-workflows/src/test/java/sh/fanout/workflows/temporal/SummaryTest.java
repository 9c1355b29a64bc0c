package sh.fanout.workflows.temporal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void isWhatItSays() {
        assertThat(Summary.of("mail ← order.created e-1")).isEqualTo("mail ← order.created e-1");
    }

    @Test
    void hasNoMoreBytesThanAServerTakes() {
        assertThat(Summary.of("x".repeat(1_000))).hasSize(400);
        assertThat(Summary.of("€".repeat(1_000)).getBytes(UTF_8)).hasSize(399);
        assertThat(Summary.of("😀".repeat(1_000)).getBytes(UTF_8)).hasSize(400);
    }
}
