package sh.fanout.workflows.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** The promises of a lane under random schedules of messages, faults and closings. */
class LaneSchedulesTest {

    private static final int SCHEDULES = 100_000;

    private final long seed = Long.getLong("fanout.seed", System.nanoTime());

    @Test
    void keepsTheOrderOfEveryChainAndComesToAnEnd() {
        System.out.println("LaneSchedulesTest: -Dfanout.seed=" + seed);
        for (var i = 0; i < SCHEDULES; i++) {
            run(seed + i, LaneState::new);
        }
    }

    @Test
    void findsTwoHoldersOfOneChain() {
        assertThat(isFound(TwoHolders::new)).as("seed %d", seed).isTrue();
    }

    @Test
    void findsNeedsThatGrowAgain() {
        assertThat(isFound(NeedsThatGrow::new)).as("seed %d", seed).isTrue();
    }

    @Test
    void findsThatNobodyLooksAfterTheFirstUnknown() {
        assertThat(isFound(UncheckedUnknown::new)).as("seed %d", seed).isTrue();
    }

    @Test
    void findsTurnsBehindAnUnknown() {
        assertThat(isFound(TurnsBehindUnknown::new)).as("seed %d", seed).isTrue();
    }

    private boolean isFound(BiFunction<LaneLimits, LaneSnapshot, LaneState> states) {
        for (var i = 0; i < SCHEDULES; i++) {
            try {
                run(seed + i, states);
            } catch (AssertionError e) {
                return true;
            }
        }
        return false;
    }

    private static void run(long seed, BiFunction<LaneLimits, LaneSnapshot, LaneState> states) {
        try {
            new LaneWorld(new Random(seed), states).run();
        } catch (AssertionError e) {
            throw new AssertionError("seed %d: %s".formatted(seed, e.getMessage()), e);
        }
    }

    private static final class TwoHolders extends LaneState {

        TwoHolders(LaneLimits limits, LaneSnapshot snapshot) {
            super(limits, snapshot);
        }

        @Override
        Set<String> free(LaneEntry entry, Set<String> taken) {
            return super.free(entry, Set.of());
        }
    }

    private static final class NeedsThatGrow extends LaneState {

        NeedsThatGrow(LaneLimits limits, LaneSnapshot snapshot) {
            super(limits, snapshot);
        }

        @Override
        Set<String> narrowed(LaneEntry entry, Collection<String> needed) {
            return new TreeSet<>(needed);
        }
    }

    private static final class UncheckedUnknown extends LaneState {

        UncheckedUnknown(LaneLimits limits, LaneSnapshot snapshot) {
            super(limits, snapshot);
        }

        @Override
        boolean isChecked(LaneEntry entry, boolean behindUnknown) {
            return entry.holds();
        }
    }

    private static final class TurnsBehindUnknown extends LaneState {

        TurnsBehindUnknown(LaneLimits limits, LaneSnapshot snapshot) {
            super(limits, snapshot);
        }

        @Override
        boolean blocks(LaneEntry entry) {
            return false;
        }
    }
}
