package sh.fanout.workflows.schema;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sh.fanout.ErrorCode;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;

class PayloadReaderTest {

    @Test
    void keepsEveryDigitAndTheOrderOfKeys() {
        var json = "{\"z\":500.00,\"a\":12345678901234567890.10,\"m\":[null,true,\"ü😀\"]}";

        assertThat(PayloadReader.read("order.created", json)).hasToString(json);
        assertThat(PayloadReader.read("order.created", json.getBytes(UTF_8))).hasToString(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,            | 1",
                "{\"a\":1}\\n {\"b\":2} | 2",
                "{\"a\":1,\\n\"a\":2}  | 2",
                "{'a':1}             | 1",
                "[1,]                | 1",
                "[NaN]               | 1",
                "[01]                | 1",
                "//x                 | 1",
                "\\n\\nnul           | 3",
                "``                  | 1"
            })
    void namesTheLineOfWhatIsNotJson(String json, int line) {
        var refused = refused(json.replace("\\n", "\n"));

        assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
        assertThat(refused)
                .hasMessageContaining("'order.created'")
                .hasMessageContaining("in line " + line + ", column ");
        assertThat(refused.hint()).isNotBlank();
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void refusesWhatWouldHurtALaterReaderInMilliseconds() {
        var bombs = Map.of(
                "10,000 levels",
                "[".repeat(10_000) + "]".repeat(10_000),
                "101 levels",
                "[".repeat(101) + "]".repeat(101),
                "100,000 digits",
                "1".repeat(100_000),
                "100,000 decimals",
                "0." + "1".repeat(100_000),
                "a huge exponent",
                "[1E1000000000]",
                "a tiny exponent",
                "[1E-1000000000]",
                "a megabyte of garbage",
                "x".repeat(1_000_000),
                "a megabyte of one key",
                "{\"" + "k".repeat(1_000_000) + "\":1",
                "half a pair",
                "[\"\\ud83d\"]",
                "half a pair as a key",
                "{\"\\ude00\":1}");
        refused("[".repeat(200));

        bombs.forEach((name, bomb) -> {
            // In time of the processor: others may have it in between.
            var start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            var refused = refused(bomb);
            var took = Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);

            System.out.printf("%s: refused in %.1f ms%n", name, took.toNanos() / 1e6);
            assertThat(refused.code()).as(name).isEqualTo(ErrorCode.MALFORMED_JSON);
            assertThat(refused.getMessage())
                    .as(name)
                    .contains("'order.created'")
                    .hasSizeLessThan(700);
            assertThat(took).as(name).isLessThan(Duration.ofSeconds(1));
        });
    }

    @Test
    void refusesAnExponentThatNoNumberHas() {
        var refused = refused("{\"a\":1e99999999999}");

        assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
        assertThat(refused).hasMessageContainingAll("'order.created'", "a number is too large", "line 1");
    }

    @Test
    void countsBytesBeforeItReads() {
        var euros = "\"" + "€".repeat(Fanout.MAX_PAYLOAD_BYTES / 3) + "\"";
        var fits = "\"" + "€".repeat(Fanout.MAX_PAYLOAD_BYTES / 3 - 1) + "\"";

        assertThat(refused(euros).code()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
        assertThat(refused(euros)).hasMessageContaining("1048577").hasMessageContaining("1048576");
        assertThatThrownBy(() -> PayloadReader.read("order.created", euros.getBytes(UTF_8)))
                .hasMessageContaining("1048577");
        assertThat(PayloadReader.read("order.created", fits).isString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "é", "€", "😀", "a€😀é"})
    void countsAsTheEncoderDoes(String text) {
        assertThat(Unicode.utf8Length(text)).isEqualTo(text.getBytes(UTF_8).length);
    }

    @Test
    void namesTheByteThatIsNoUtf8() {
        var latin1 = new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xfc, '"', '}'};
        var cutOff = new byte[] {'"', (byte) 0xf0, (byte) 0x9f};

        assertThatThrownBy(() -> PayloadReader.read("order.created", latin1)).hasMessageContaining("byte 6 (0xfc)");
        assertThatThrownBy(() -> PayloadReader.read("order.created", cutOff)).hasMessageContaining("byte 1 (0xf0)");
        assertThatThrownBy(() -> PayloadReader.read("order.created", "[1]".getBytes(UTF_16LE)))
                .isInstanceOf(FanoutException.class);
    }

    @Test
    void namesThePlaceOfHalfASurrogatePair() {
        assertThat(refused("{\n \"a\":\"x\ud83d\"}")).hasMessageContaining("line 2, column 8");
        assertThat(refused("{\"a\":[\"\\ude00\"]}")).hasMessageContaining("at '/a/0'");
    }

    private static FanoutException refused(String json) {
        return catchThrowableOfType(FanoutException.class, () -> PayloadReader.read("order.created", json));
    }
}
