package sh.fanout.workflows.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AbsencesTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private final Absences absences = new Absences(Duration.ofMinutes(2));

    @Test
    void doNotTakeAServerThatForgotItsPollersForAnAbsence() {
        absences.isDeserted("b", START, START);

        assertThat(absences.isDeserted("b", null, START.plusSeconds(30))).isFalse();
        assertThat(absences.isDeserted("b", null, START.plusSeconds(121))).isTrue();
    }

    @Test
    void beginWhenTheyAreFirstSeen() {
        assertThat(absences.isDeserted("b", START.minusSeconds(3_600), START)).isFalse();
        assertThat(absences.isDeserted("b", START.minusSeconds(3_600), START.plusSeconds(121)))
                .isTrue();
    }

    @Test
    void endWithAPoll() {
        absences.isDeserted("b", null, START);

        assertThat(absences.isDeserted("b", START.plusSeconds(100), START.plusSeconds(121)))
                .isFalse();
    }

    @Test
    void beginAnewAfterTheyWereForgotten() {
        absences.isDeserted("b", null, START);
        absences.keepOnly(List.of("c"));

        assertThat(absences.isDeserted("b", null, START.plusSeconds(121))).isFalse();
    }
}
