package sh.fanout.dashboard.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.dashboard.page.Range;
import sh.fanout.dashboard.page.Zone;
import sh.fanout.log.Steps;

class SparklineTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Zone UTC = new Zone(ZoneOffset.UTC);
    private static final Steps STEPS = new Steps(NOON, Duration.ofHours(1), 4);

    @Test
    void isAsHighAsItsHighestStepAndLeavesOutThoseWithout() {
        var line = Sparkline.of(List.of(0, 1_000, 500, 1), STEPS);

        assertThat(line.path()).isEqualTo("M3 20v-20h2v20zM6 20v-10h2v10zM9 20v-2h2v2z");
        assertThat(line.width()).isEqualTo(12);
        assertThat(line.words(Range.DAY, UTC))
                .isEqualTo("1,501 in the last 24 hours, most from 28 Nov, 13:00 on: 1,000");
    }

    @Test
    void isEmptyWhereAllAreOlder() {
        var line = Sparkline.of(List.of(0, 0, 0, 0), STEPS);

        assertThat(line.path()).isEmpty();
        assertThat(line.words(Range.DAY, UTC)).isEqualTo("0 in the last 24 hours");
    }

    @Test
    void namesADayByItsDateWhereItIsOne() {
        var steps = new Steps(Instant.parse("2026-11-23T00:00:00Z"), Duration.ofDays(1), 2);
        var line = Sparkline.of(List.of(5, 7), steps);

        assertThat(line.words(Range.MONTH, UTC)).isEqualTo("12 in the last 30 days, most on 24 Nov: 7");
        assertThat(line.words(Range.MONTH, new Zone(ZoneId.of("Asia/Kolkata"))))
                .isEqualTo("12 in the last 30 days, most from 24 Nov, 05:30 on: 7");
    }
}
