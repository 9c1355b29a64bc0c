package sh.fanout.workflows.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class LaneStateTest {

    private static final long FIRST = 7_000L;

    private final LaneState lane = lane(LaneLimits.defaults());

    @Test
    void letsTheFirstEventDeliverToEveryChainUnseen() {
        lane.join("a");

        assertThat(lane.step()).containsExactly(new Turn("a", true, List.of(), FIRST, false, false, false));
        assertThat(lane.step()).isEmpty();
        assertThat(lane.someoneWaits()).isFalse();
    }

    @Test
    void takesAnEventInOnce() {
        assertThat(lane.join("a")).isTrue();
        assertThat(lane.join("a")).isFalse();

        assertThat(lane.snapshot().entries()).hasSize(1);
    }

    @Test
    void asksTheHolderFirstAndItsFollowerOnlyIfThatIsOpen() {
        join("a");
        lane.join("b");

        assertThat(lane.step()).containsExactly(new Turn("a", true, List.of(), FIRST, true, true, false));
        assertThat(lane.step()).containsExactly(new Turn("b", false, List.of(), FIRST + 1, false, true, false));
        assertThat(lane.someoneWaits()).isTrue();
    }

    @Test
    void tellsAFollowerItsTurnWithoutAQuestionIfTheHolderIsClosed() {
        join("a");
        lane.join("b");
        lane.step();

        lane.gone(List.of("a"));

        assertThat(lane.step()).containsExactly(new Turn("b", true, List.of(), FIRST + 1, false, false, false));
    }

    @Test
    void grantsWhatNoEarlierEventNeeds() {
        join("a", "b", "c");
        holds("a", "x");
        holds("c", "y");

        assertThat(holds("b", "x", "y")).extracting(Turn::event, Turn::chains).containsExactly(tuple("b", "y"));
        assertThat(holds("b", "x")).extracting(Turn::event, Turn::chains).containsExactly(tuple("c", "y"));
        assertThat(holds("a")).extracting(Turn::event, Turn::chains).containsExactly(tuple("b", "x"));
    }

    @Test
    void grantsNothingBehindAnEventWhoseChainsAreUnknown() {
        join("a", "b", "c");
        holds("a", "x");

        assertThat(holds("c", "y")).isEmpty();
    }

    @Test
    void believesTheSmallerOfTwoAnswers() {
        join("a", "b");
        holds("a", "x");

        assertThat(lane.holds("a", List.of("x", "y"))).isFalse();

        assertThat(lane.snapshot().entries().get(0).remaining()).containsExactly("x");
    }

    @Test
    void takesAnEventInThatJoinsByItself() {
        join("a");

        assertThat(lane.holds("b", List.of("x"))).isTrue();

        assertThat(lane.snapshot().entries()).extracting(LaneEntry::event).containsExactly("a", "b");
    }

    @Test
    void ignoresThatAStrangerNeedsNothing() {
        assertThat(lane.holds("a", List.of())).isFalse();

        assertThat(lane.isEmpty()).isTrue();
        assertThat(lane.step()).isEmpty();
    }

    @Test
    void checksHoldersAndThoseThatHaveNotAnswered() {
        join("a", "b", "c", "d");
        holds("a", "x");
        holds("b", "x");

        var checked = lane.check(true);

        assertThat(checked)
                .extracting(Turn::event, Turn::ask, Turn::chains)
                .containsExactly(
                        Tuple.tuple("a", true, List.of("x")),
                        Tuple.tuple("c", true, List.of()),
                        Tuple.tuple("d", true, List.of()));
    }

    @Test
    void asksOnlySoManyAtOnceThatTheirAnswersFitIntoOneTask() {
        for (int i = 0; i < 100; i++) {
            lane.join("e-%03d".formatted(i));
        }

        var asked = lane.step().stream().filter(Turn::ask).map(Turn::event).toList();

        assertThat(asked).hasSizeBetween(10, 50);
        assertThat(lane.step()).isEmpty();
        asked.forEach(it -> lane.holds(it, List.of("x")));
        assertThat(lane.step()).filteredOn(Turn::ask).isNotEmpty();
    }

    @Test
    void refusesAnEventTooMany() {
        var narrow = lane(new LaneLimits(1, 1 << 20, LaneLimits.defaults().check(), 0));
        narrow.join("a");
        narrow.step();

        assertThat(narrow.join("b")).isFalse();

        assertThat(narrow.step()).containsExactly(new Turn("b", false, List.of(), 0, false, false, true));
        assertThat(narrow.step()).isEmpty();
        assertThat(narrow.snapshot().entries()).hasSize(1);
    }

    @Test
    void keepsAnEventWithoutItsChainsIfTheyAreTooManyBytes() {
        var small = lane(new LaneLimits(10, 500, LaneLimits.defaults().check(), 0));
        small.join("a");
        small.join("b");

        assertThat(small.holds("b", Set.of("x".repeat(200)))).isFalse();
        assertThat(small.snapshot().entries()).noneMatch(LaneEntry::known);
        assertThat(small.holds("b", Set.of("y"))).isTrue();
        assertThat(small.snapshot().entries().get(1).remaining()).containsExactly("y");
    }

    @Test
    void numbersEventsOnThroughContinueAsNew() {
        join("a");

        var next = new LaneState(LaneLimits.defaults(), lane.snapshot());
        next.join("b");

        assertThat(next.snapshot().entries()).extracting(LaneEntry::position).containsExactly(FIRST, FIRST + 1);
    }

    private static LaneState lane(LaneLimits limits) {
        return new LaneState(limits, LaneSnapshot.empty(7));
    }

    private void join(String... events) {
        for (var event : events) {
            lane.join(event);
        }
        told();
    }

    private List<Turn> holds(String event, String... chains) {
        lane.holds(event, List.of(chains));
        return told();
    }

    private List<Turn> told() {
        var told = new ArrayList<Turn>();
        for (var step = lane.step(); !step.isEmpty(); step = lane.step()) {
            told.addAll(step);
        }
        return told;
    }

    private static Tuple tuple(String event, String chain) {
        return Tuple.tuple(event, List.of(chain));
    }
}
