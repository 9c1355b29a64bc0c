package sh.fanout.dashboard.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sh.fanout.operation.OperationProgress;

class MeterTest {

    @Test
    void drawsWhatHasSettledOneAfterTheOther() {
        var meter = Meter.of(new OperationProgress(4_560, 2_790, 41, 62, 1_667, null));

        assertThat(meter.segments())
                .containsExactly(
                        new Meter.Segment("ok", "0.00%", "60.98%"),
                        new Meter.Segment("dead", "61.18%", "0.70%"),
                        new Meter.Segment("off", "62.08%", "1.16%"));
        assertThat(meter.words()).isEqualTo("2,790 done, 41 failed, 62 skipped, 1,667 remaining");
    }

    @Test
    void drawsNothingOfWhatIsNotThere() {
        assertThat(Meter.of(new OperationProgress(0, 0, 0, 0, 0, null)).segments())
                .isEmpty();
    }

    @Test
    void showsOneOfAMillionAtTheEnd() {
        var meter = Meter.of(new OperationProgress(1_000_000, 999_999, 0, 1, 0, null));

        assertThat(meter.segments().get(1)).isEqualTo(new Meter.Segment("off", "99.40%", "0.60%"));
    }

    @Test
    void drawsWhatADraftIsGoingToDo() {
        var meter = Meter.planned(new OperationProgress(100, 0, 0, 25, 75, null));

        assertThat(meter.segments()).containsExactly(new Meter.Segment("wait", "0.00%", "74.80%"));
        assertThat(meter.words()).isEqualTo("75 to do, 25 left out");
    }
}
