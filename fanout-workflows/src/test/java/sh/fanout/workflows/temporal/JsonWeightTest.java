package sh.fanout.workflows.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sh.fanout.log.Attempt;
import sh.fanout.log.Attempt.Outcome;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.LoggedDelivery;

class JsonWeightTest {

    @ParameterizedTest
    @ValueSource(strings = {"plain", "価格", "\"quoted\"", "C:\\", "é", "😀"})
    void isWhatATextTakes(String text) {
        assertThat(JsonWeight.of(text)).isEqualTo(FanoutJson.MAPPER.writeValueAsBytes(text).length - 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "価", "\"", "\u0001", "\n", "😀"})
    void isNotLessThanADeliveryTakes(String text) {
        var much = text.repeat(4_000);
        var attempt = new Attempt(1, Instant.now(), 1, much, Outcome.THREW, much);
        var delivery = new LoggedDelivery(
                "e/" + much,
                much,
                DeliveryStatus.DELIVERED,
                0,
                Collections.nCopies(20, attempt),
                20,
                Instant.now(),
                FanoutJson.MAPPER.writeValueAsString(much),
                much);

        assertThat(JsonWeight.of(delivery))
                .isGreaterThanOrEqualTo(FanoutJson.MAPPER.writeValueAsBytes(delivery).length);
    }
}
