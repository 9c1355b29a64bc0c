package sh.fanout.workflows.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.workflows.log.WorkItem;

/** Which items may begin. */
class WorkListTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final WorkList work = new WorkList(WorkList.Snapshot.EMPTY);

    @Test
    void beginsInOrderAndNotWithMoreThanItMay() {
        work.add(List.of(item(1, null), item(2, null), item(3, null)));

        assertThat(begin(2)).containsExactly(1L, 2L);
        assertThat(begin(2)).containsExactly(3L);
        assertThat(begin(2)).isEmpty();
    }

    @Test
    void hasOneItemOfAKeyUnderWayAndPassesTheOthersBy() {
        work.add(List.of(item(1, "k"), item(2, "k"), item(3, "other"), item(4, "k")));

        assertThat(begin(9)).containsExactly(1L, 3L);
        assertThat(begin(9)).isEmpty();
        work.settled(1);
        assertThat(begin(9)).containsExactly(2L);
        work.settled(2);
        assertThat(begin(9)).containsExactly(4L);
    }

    @Test
    void beginsOnceMoreAndFirstWithWhatWasPutBack() {
        var items = List.of(item(1, "k"), item(2, null), item(3, "k"), item(4, null));
        work.add(items);
        assertThat(begin(2)).containsExactly(1L, 2L);
        work.settled(2);

        assertThat(work.putBack(items.subList(0, 2))).isEqualTo(1);

        assertThat(work.begun()).isZero();
        assertThat(begin(9)).containsExactly(1L, 4L);
    }

    @Test
    void isDoneWithWhatSettlesAfterItWasPutBack() {
        var items = List.of(item(1, null));
        work.add(items);
        begin(1);
        work.putBack(items);

        work.settled(1);

        assertThat(work.isDone(1)).isTrue();
    }

    @Test
    void keepsKeysOfDifferentStreamsAndSubscriptionsApart() {
        work.add(List.of(
                item(1, "s", "k", "a"), item(2, "s", "k", "b"), item(3, "t", "k", "a"), item(4, "s", "k", "a")));

        assertThat(begin(9)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void leavesOutWhatWasLeftOutFromTheBeginning() {
        work.add(List.of(new WorkItem(1, "e-1", "t", NOON, null, null, "a", true)));

        assertThat(work.read()).isEqualTo(1);
        assertThat(begin(9)).isEmpty();
        assertThat(work.isDone(1)).isTrue();
    }

    @Test
    void isDoneOnceAllIsReadAndSettled() {
        work.add(List.of(item(1, null)));
        assertThat(work.isDone(1)).isFalse();
        begin(1);
        assertThat(work.isDone(1)).isFalse();
        work.settled(1);
        work.settled(1);
        assertThat(work.isDone(2)).isFalse();
        assertThat(work.isDone(1)).isTrue();
    }

    @Test
    void goesOnInTheNextRunWhereItWas() {
        work.add(List.of(item(1, "k"), item(2, "k"), item(3, null)));
        begin(1);

        var next = new WorkList(work.snapshot());

        assertThat(next.read()).isEqualTo(3);
        assertThat(next.begin(9, NOON)).extracting(WorkItem::number).containsExactly(3L);
        assertThat(next.begunBefore(NOON.plusSeconds(1))).hasSize(2);
        assertThat(next.begunBefore(NOON)).isEmpty();
        next.settled(1);
        assertThat(next.begin(9, NOON)).extracting(WorkItem::number).containsExactly(2L);
    }

    @Test
    void readsMoreWhenLittleIsLeft() {
        assertThat(work.isShort()).isTrue();
        work.add(LongStream.rangeClosed(1, work.room())
                .mapToObj(number -> item(number, null))
                .toList());
        assertThat(work.isShort()).isFalse();
        assertThat(work.room()).isZero();
        begin(600);
        assertThat(work.isShort()).isTrue();
    }

    private List<Long> begin(long most) {
        return work.begin(most, NOON).stream().map(WorkItem::number).toList();
    }

    private static WorkItem item(long number, @Nullable String key) {
        return item(number, "s", key, "a");
    }

    private static WorkItem item(long number, String stream, @Nullable String key, String subscription) {
        return new WorkItem(number, "e-" + number, "t", NOON, stream, key, subscription, false);
    }
}
