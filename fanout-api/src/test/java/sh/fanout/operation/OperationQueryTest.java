package sh.fanout.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.log.Position;
import sh.fanout.operation.OperationItem.Status;

class OperationQueryTest {

    @Test
    void keepsWhatWasSaidBefore() {
        var end = new Position(Instant.EPOCH, "o-1");
        var all = new OperationQuery(OperationKind.RETRY, OperationStatus.RUNNING, end, 7);

        assertThat(OperationQuery.ALL
                        .ofKind(OperationKind.RETRY)
                        .in(OperationStatus.RUNNING)
                        .after(end)
                        .limit(7))
                .isEqualTo(all);
        assertThat(List.of(all.ofKind(OperationKind.RETRY), all.in(OperationStatus.RUNNING), all.after(end)))
                .containsOnly(all);
    }

    @Test
    void keepsWhatWasSaidOfItemsBefore() {
        var all = new OperationItemQuery("o-1", Status.FAILED, "ship", 3, 7);

        assertThat(OperationItemQuery.of("o-1")
                        .in(Status.FAILED)
                        .ofSubscription("ship")
                        .after(3)
                        .limit(7))
                .isEqualTo(all);
        assertThat(List.of(all.in(Status.FAILED), all.ofSubscription("ship"), all.after(3)))
                .containsOnly(all);
    }

    @Test
    void keepsWhatWasSaidOfThePaceBefore() {
        var both = new OperationPace(2.0, 20L);

        assertThat(OperationPace.defaults().perSecond(2).pausingAfter(20)).isEqualTo(both);
        assertThat(OperationPace.defaults().pausingAfter(20).perSecond(2)).isEqualTo(both);
    }
}
