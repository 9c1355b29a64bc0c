package sh.fanout.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is compared must do the same. */
class SameAnswerTest {

    @Test
    void selectsTheSameSubscriptionsInBothLanguages() {
        var wanted = 63;

        assertThat(new Subscribed(1_000).select(Orders.json())).isEqualTo(wanted);
        assertThat(new Subscribed(1_000).selectParsed()).isEqualTo(wanted);
        assertThat(new Rules(1_000).select(Orders.json())).isEqualTo(wanted);
    }

    @Test
    void evaluatesEveryClause() {
        assertThat(new FilterBenchmark().perClause()).isTrue();
    }
}
