package sh.fanout.workflows.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import sh.fanout.log.Attempt;
import sh.fanout.log.Attempt.Outcome;
import sh.fanout.log.LoggedDelivery;

class AttemptLogTest {

    private static final Instant BEGUN = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void countsACallThatNeverReportedAsALostAttempt() {
        var log = AttemptLog.NONE.with(attempt(1, Outcome.THREW)).catchUp(4, Instant.EPOCH);

        assertThat(log.spent()).isEqualTo(3);
        assertThat(log.last()).extracting(Attempt::outcome).containsExactly(Outcome.THREW, Outcome.LOST, Outcome.LOST);
    }

    @Test
    void findsNothingLostWhereEveryCallHasReported() {
        var log = AttemptLog.NONE.with(attempt(1, Outcome.THREW));

        assertThat(log.catchUp(2, Instant.EPOCH)).isSameAs(log);
    }

    @Test
    void countsTheCallThatHadBegunWhenAnotherActivityGoesOn() {
        var begun = AttemptLog.NONE.with(attempt(1, Outcome.THREW)).beginning(BEGUN);

        var continued = begun.continued(Instant.EPOCH);

        assertThat(continued.spent()).isEqualTo(2);
        assertThat(continued.last()).extracting(Attempt::outcome).containsExactly(Outcome.THREW, Outcome.LOST);
        assertThat(continued.catchUp(1, Instant.EPOCH)).isSameAs(continued);
    }

    /** Who looks for what was done twice must find when it was done first. */
    @Test
    void knowsWhenALostCallBeganThatHadSaidSo() {
        var log = AttemptLog.NONE.beginning(BEGUN).catchUp(3, BEGUN.plusSeconds(80));

        assertThat(log.last()).extracting(Attempt::started).containsExactly(BEGUN, BEGUN.plusSeconds(80));
    }

    @Test
    void losesNoCallThatHasReportedWhenAnotherActivityGoesOn() {
        var log = AttemptLog.NONE.with(attempt(1, Outcome.THREW));

        assertThat(log.continued(Instant.EPOCH).spent()).isEqualTo(1);
    }

    @Test
    void spendsNothingOnACallThatIsPutOff() {
        var log = AttemptLog.NONE.with(attempt(1, Outcome.PUT_OFF));

        assertThat(log.spent()).isZero();
        assertThat(log.calls()).isEqualTo(1);
        assertThat(log.catchUp(2, Instant.EPOCH)).isSameAs(log);
    }

    @Test
    void keepsTheLastAttemptsAndCountsThemAll() {
        var log = AttemptLog.NONE;
        for (int i = 1; i <= 100; i++) {
            log = log.with(attempt(i, Outcome.THREW));
        }

        assertThat(log.spent()).isEqualTo(100);
        assertThat(log.last()).hasSize(LoggedDelivery.MAX_ATTEMPTS);
        assertThat(log.last().get(0).number()).isEqualTo(101 - LoggedDelivery.MAX_ATTEMPTS);
    }

    private static Attempt attempt(int number, Outcome outcome) {
        return new Attempt(number, Instant.EPOCH, 1, "w", outcome, null);
    }
}
