package sh.fanout.dashboard.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.log.Steps;

class SparklineTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Steps STEPS = new Steps(NOON, Duration.ofHours(1), 4);

    @Test
    void isAsHighAsItsHighestStepAndLeavesOutThoseWithout() {
        var line = Sparkline.of(List.of(0, 1_000, 500, 1), STEPS);

        assertThat(line.path()).isEqualTo("M3 20v-20h2v20zM6 20v-10h2v10zM9 20v-2h2v2z");
        assertThat(line.width()).isEqualTo(12);
        assertThat(line.words()).isEqualTo("1,501 letters");
        assertThat(line.most()).isEqualTo(NOON.plusSeconds(3_600));
    }

    @Test
    void isEmptyWhereAllAreOlder() {
        var line = Sparkline.of(List.of(0, 0, 0, 0), STEPS);

        assertThat(line.path()).isEmpty();
        assertThat(line.most()).isNull();
        assertThat(line.words()).isEqualTo("0 letters");
    }
}
