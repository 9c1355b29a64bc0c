package sh.fanout.workflows.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.fanout.RateLimitPolicy;
import sh.fanout.subscription.KeyRateLimit;
import sh.fanout.workflows.temporal.FanoutJson;

class LimitKeyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"customer": {"id": "c-1"}} | c-1
            {"customer": {"id": 7}}     | 7
            {"customer": {"id": true}}  | true
            {"customer": {"id": ""}}    | ``
            {"customer": {"id": null}}  | ``
            {"customer": {"id": {}}}    | ``
            {"customer": {"id": [1]}}   | ``
            {"customer": {}}            | ``
            {"customer": "c-1"}         | ``
            [{"customer": {"id": 1}}]   | ``
            "text"                      | ``
            """)
    void isTheValueOfTheFieldIfThereIsOne(String payload, String key) {
        assertThat(key(payload)).isEqualTo(key);
    }

    @Test
    void isAsShortAsTheServerNeedsItAndStillTellsValuesApart() {
        var longest = "x".repeat(64);

        assertThat(key(payload(longest))).isEqualTo(longest);
        assertThat(key(payload(longest + "1")))
                .hasSize(64)
                .isEqualTo(key(payload(longest + "1")))
                .isNotEqualTo(key(payload(longest + "2")));
        assertThat(key(payload("ä".repeat(33)))).matches("[0-9a-f]{64}");
    }

    private static String payload(String id) {
        return "{\"customer\": {\"id\": \"%s\"}}".formatted(id);
    }

    private static String key(String payload) {
        var limit = new KeyRateLimit("customer.id", RateLimitPolicy.of(1, Duration.ofSeconds(1)));
        return LimitKey.of(limit, FanoutJson.MAPPER.readTree(payload));
    }
}
