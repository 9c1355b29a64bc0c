package sh.fanout.dashboard.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sh.fanout.dashboard.page.Bar;
import sh.fanout.operation.OperationProgress;

class MeterTest {

    @Test
    void drawsWhatHasSettledOneAfterTheOther() {
        var meter = Meter.of(new OperationProgress(4_560, 2_790, 41, 62, 1_667, null));

        assertThat(meter.bars()).extracting(Bar::role).containsExactly("fill-ok", "fill-dead", "fill-off", "hollow");
        assertThat(meter.bars()).extracting(Bar::x).containsExactly("0.00%", "60.15%", "61.82%", "63.94%");
        assertThat(meter.bars()).extracting(Bar::width).containsExactly("59.95%", "1.47%", "1.92%", "36.06%");
        assertThat(meter.words()).isEqualTo("2,790 done, 41 failed, 62 skipped, 1,667 remaining");
    }

    @Test
    void drawsNothingOfWhatIsNotThere() {
        assertThat(Meter.of(new OperationProgress(0, 0, 0, 0, 0, null)).bars()).isEmpty();
    }

    @Test
    void showsOneOfAMillionAtTheEnd() {
        var meter = Meter.of(new OperationProgress(1_000_000, 999_999, 0, 1, 0, null));

        assertThat(meter.bars().get(1)).isEqualTo(Bar.across("fill-off", 99.4, 8, 0.6, 2));
    }

    @Test
    void drawsWhatADraftIsGoingToDo() {
        var meter = Meter.planned(new OperationProgress(100, 0, 0, 25, 75, null));

        assertThat(meter.bars()).extracting(Bar::role).containsExactly("hollow", "fill-off");
        assertThat(meter.bars().get(0).width()).isEqualTo("74.55%");
        assertThat(meter.words()).isEqualTo("75 to do, 25 left out");
    }
}
