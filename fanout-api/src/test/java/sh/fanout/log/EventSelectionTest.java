package sh.fanout.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventSelectionTest {

    /** An event is accepted in whole milliseconds: one that is published now may seem to be from before. */
    @Test
    void beginsWithTheMillisecondOfATimeThatWasTakenBeforeAPublish() {
        var before = Instant.parse("2026-11-24T10:00:00.123456789Z");

        assertThat(EventSelection.ALL.since(before).from()).isEqualTo(Instant.parse("2026-11-24T10:00:00.123Z"));
        assertThat(EventSelection.ALL.before(before).to()).isEqualTo(before);
    }
}
