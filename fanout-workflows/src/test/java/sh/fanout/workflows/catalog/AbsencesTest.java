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
        absences.isAbsent("b", START, START);

        assertThat(absences.isAbsent("b", null, START.plusSeconds(30))).isFalse();
        assertThat(absences.isAbsent("b", null, START.plusSeconds(121))).isTrue();
    }

    @Test
    void beginWhenTheyAreFirstSeen() {
        assertThat(absences.isAbsent("b", START.minusSeconds(3_600), START)).isFalse();
        assertThat(absences.isAbsent("b", START.minusSeconds(3_600), START.plusSeconds(121)))
                .isTrue();
    }

    @Test
    void endWithAPoll() {
        absences.isAbsent("b", null, START);

        assertThat(absences.isAbsent("b", START.plusSeconds(100), START.plusSeconds(121)))
                .isFalse();
    }

    @Test
    void areCountedByOneClockThoughTheServersIsBehind() {
        var server = START.minusSeconds(180);
        absences.isAbsent("b", server, START);
        absences.isAbsent("b", server.plusSeconds(60), START.plusSeconds(60));

        assertThat(absences.isAbsent("b", server.plusSeconds(60), START.plusSeconds(150)))
                .isFalse();
        assertThat(absences.isAbsent("b", server.plusSeconds(60), START.plusSeconds(181)))
                .isTrue();
    }

    @Test
    void beginAnewAfterTheyWereForgotten() {
        absences.isAbsent("b", null, START);
        absences.keepOnly(List.of("c"));

        assertThat(absences.isAbsent("b", null, START.plusSeconds(121))).isFalse();
    }
}
