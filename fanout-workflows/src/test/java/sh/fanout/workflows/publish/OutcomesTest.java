package sh.fanout.workflows.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.workflows.delivery.AttemptLog;
import sh.fanout.workflows.delivery.Verdict;
import sh.fanout.workflows.selection.Selection;
import sh.fanout.workflows.temporal.FanoutJson;

class OutcomesTest {

    private final Outcomes outcomes = new Outcomes(new Selection(1, List.of(), List.of(), List.of()), "e-1");

    @Test
    void keepsNoMoreOutputsThanARunHasRoomFor() {
        IntStream.range(100, 200).forEach(n -> deliver("s-" + n, "x".repeat(65_000)));
        deliver("t", "small");

        var kept = outcomes.logged().stream()
                .map(LoggedDelivery::output)
                .filter(Objects::nonNull)
                .mapToInt(String::length)
                .sum();
        assertThat(kept).isBetween(4_000_000, 4 << 20);
        assertThat(outcomes.logged())
                .filteredOn(it -> it.output() == null)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.error())
                        .isEqualTo("the outputs for the event have more than 4,194,304 characters of JSON together; "
                                + "this one is not kept"));
        assertThat(outcomes.logged()).last().extracting(LoggedDelivery::output).isEqualTo("\"small\"");
        assertThat(outcomes.status()).isEqualTo(EventStatus.DELIVERED);
    }

    private void deliver(String subscription, String output) {
        var json = FanoutJson.MAPPER.<tools.jackson.databind.JsonNode>valueToTree(output);
        outcomes.ended(
                subscription,
                0,
                new Verdict(DeliveryStatus.DELIVERED, AttemptLog.NONE, Instant.EPOCH, json, null, null));
    }
}
