package sh.fanout.workflows.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sh.fanout.EventEnvelope;
import sh.fanout.log.Attempt;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.LoggedDelivery;
import tools.jackson.core.JacksonException;

class FanoutJsonTest {

    @Test
    void keepsEveryDigitOfThePayload() {
        var payload = "{\"amount\":12345678901234567890.10,\"id\":9007199254740993,\"tiny\":1E-400}";
        var envelope = EventEnvelope.of("e-1", "order.created", payload, Instant.EPOCH);

        var json = FanoutJson.MAPPER.writeValueAsString(envelope);

        assertThat(json).contains("\"payload\":" + payload);
        assertThat(FanoutJson.MAPPER.readValue(json, EventEnvelope.class)).isEqualTo(envelope);
    }

    @Test
    void readsAnEnvelopeThatAnotherLanguageWrote() {
        var json = """
                {"id": "e-1", "type": "order.created", "payload": [1, null], "time": "2026-01-01T00:00:00Z", "later": 1}""";

        var envelope = FanoutJson.MAPPER.readValue(json, EventEnvelope.class);

        assertThat(envelope.payload()).isEqualTo("[1,null]");
        assertThat(envelope.version()).isEqualTo("1");
        assertThat(envelope.tags()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("payloadsThatNobodyIsToUnderstand")
    void carriesPayloadsThatItWouldNotUnderstand(String payload) {
        var envelope = EventEnvelope.of("e-1", "order.created", payload, Instant.EPOCH);

        var json = FanoutJson.CARRIER.writeValueAsString(envelope);

        assertThat(FanoutJson.CARRIER.readValue(json, EventEnvelope.class)).isEqualTo(envelope);
        assertThatThrownBy(() -> FanoutJson.MAPPER.readTree(payload))
                .isInstanceOfAny(JacksonException.class, NumberFormatException.class);
    }

    static Stream<String> payloadsThatNobodyIsToUnderstand() {
        return Stream.of(
                "[".repeat(100_000) + "]".repeat(100_000),
                "{\"a\":".repeat(150) + "1" + "}".repeat(150),
                "{\"a\":1,\"a\":2}",
                "9".repeat(1_000_000),
                "[1e-9999999999999]",
                "{\"%s\":1}".formatted("k".repeat(60_000)));
    }

    @Test
    void writesOutputsAsValuesAndStatusesAsClientsReadThem() {
        var attempt = new Attempt(1, Instant.EPOCH, 5, "w", Attempt.Outcome.PUT_OFF, null);
        var delivery = new LoggedDelivery(
                "e-1/s", "s", DeliveryStatus.DELIVERED, 0, List.of(attempt), 1, null, "{\"a\":1.50}", null);

        var json = FanoutJson.MAPPER.writeValueAsString(delivery);

        assertThat(json).contains("\"output\":{\"a\":1.50}", "\"status\":\"delivered\"", "\"outcome\":\"put-off\"");
        assertThat(FanoutJson.MAPPER.readValue(json, LoggedDelivery.class)).isEqualTo(delivery);
    }
}
