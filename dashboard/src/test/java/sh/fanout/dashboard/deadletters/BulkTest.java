package sh.fanout.dashboard.deadletters;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import sh.fanout.FanoutException;

class BulkTest {

    @Test
    void discardsAFewWithoutAskingHowMany() {
        assertThatCode(() -> Bulk.DISCARD.requireCount(100, null)).doesNotThrowAnyException();
        assertThatCode(() -> Bulk.RETRY.requireCount(10_000, null)).doesNotThrowAnyException();
    }

    @Test
    void discardsManyOnlyIfTheirNumberIsKnown() {
        assertThatCode(() -> Bulk.DISCARD.requireCount(1_840, "1840")).doesNotThrowAnyException();
        assertThatCode(() -> Bulk.DISCARD.requireCount(1_840, "1,840")).doesNotThrowAnyException();
        assertThatThrownBy(() -> Bulk.DISCARD.requireCount(101, null))
                .isInstanceOf(FanoutException.class)
                .hasMessageContaining("Type 101");
        assertThatThrownBy(() -> Bulk.DISCARD.requireCount(1_841, "1840")).hasMessageContaining("1,841 letters by now");
    }
}
