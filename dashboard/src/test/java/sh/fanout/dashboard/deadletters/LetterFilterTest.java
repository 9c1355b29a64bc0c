package sh.fanout.dashboard.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sh.fanout.dashboard.page.Range;
import sh.fanout.deadletter.DeadLetterStatus;

class LetterFilterTest {

    @Test
    void saysOnlyWhatDiffersFromTheFirstPage() {
        assertThat(LetterFilter.PARKED.address().text()).isEmpty();
        assertThat(LetterFilter.PARKED
                        .withStatus(DeadLetterStatus.DELIVERED)
                        .withType("order.created")
                        .withRange(Range.DAY)
                        .address()
                        .text())
                .isEqualTo("?status=delivered&type=order.created&range=24h");
        assertThat(LetterFilter.PARKED
                        .withSubscription("a&b")
                        .withGroups(Set.of("1-cd", "1-ab"))
                        .address()
                        .text())
                .isEqualTo("?subscription=a%26b&group=1-ab&group=1-cd");
    }

    @Test
    void listsTheLettersOfOneGroupAndTheGroupsOfSeveral() {
        assertThat(LetterFilter.PARKED.lists()).isFalse();
        assertThat(LetterFilter.PARKED.withGroups(Set.of("1-ab")).lists()).isTrue();
        assertThat(LetterFilter.PARKED.withGroups(Set.of("1-ab", "1-cd")).lists())
                .isFalse();
    }

    @Test
    void asksBackFromNow() {
        var now = Instant.parse("2026-11-27T12:00:00Z");

        assertThat(LetterFilter.PARKED.withRange(Range.HOUR).query(now, null).from())
                .isEqualTo("2026-11-27T11:00:00Z");
        assertThat(LetterFilter.PARKED.query(now, null).from()).isNull();
        assertThat(LetterFilter.PARKED.query(now, null).to()).isNull();
        assertThat(LetterFilter.PARKED.before(now).to()).isEqualTo(now);
    }
}
