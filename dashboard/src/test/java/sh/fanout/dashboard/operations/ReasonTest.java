package sh.fanout.dashboard.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.operation.OperationItem;

class ReasonTest {

    @Test
    void countsReasonsOfEachSubscriptionTheMostFrequentFirst() {
        assertThat(Reason.of(
                        List.of(item("bill", null), item("ship", "late"), item("bill", "late"), item("ship", "late"))))
                .containsExactly(
                        new Reason("late", "ship", 2),
                        new Reason("no reason is known", "bill", 1),
                        new Reason("late", "bill", 1));
    }

    private static OperationItem item(String subscription, @Nullable String reason) {
        return new OperationItem(
                1,
                "event",
                "order.created",
                null,
                subscription,
                Instant.EPOCH,
                OperationItem.Status.SKIPPED,
                reason,
                null);
    }
}
