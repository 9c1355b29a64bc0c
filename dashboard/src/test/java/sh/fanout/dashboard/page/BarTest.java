package sh.fanout.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarTest {

    @Test
    void sharesTheWholeRoom() {
        assertThat(row(30, 0, 10)).containsExactly(Bar.fixed("a", 0, 0, 70, 1), Bar.fixed("a", 75, 0, 25, 1));
        assertThat(row(7)).containsExactly(Bar.fixed("a", 0, 0, 100, 1));
        assertThat(row(0, 0)).isEmpty();
    }

    @Test
    void staysWideEnoughToBeSeen() {
        assertThat(row(1_000_000, 1)).extracting(Bar::width).containsExactly("92.50", "2.50");
    }

    @Test
    void isWrittenAsItsUnitsAre() {
        assertThat(Bar.across("a", 1.0 / 3, 2, 50, 4)).isEqualTo(new Bar("a", "0.33%", "2.00", "50.00%", "4.00"));
    }

    private static List<Bar> row(Integer... counts) {
        return Bar.row(List.of(counts), it -> it, 100, 5, 2.5, (it, x, width) -> Bar.fixed("a", x, 0, width, 1));
    }
}
