package sh.fanout.deadletter;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

class DeadLetterQueryTest {

    @Test
    void namesAsManyGroupsAsAListHas() {
        assertThat(DeadLetterQuery.parked().groups()).isEmpty();
        assertThat(DeadLetterQuery.parked().in(groups(200)).groups()).hasSize(200);
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> DeadLetterQuery.parked().in(groups(201)))
                .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .withMessageContaining("201 groups")
                .withMessageContaining("Name 200 at most");
    }

    @Test
    void writesItsGroupsInOneOrder() {
        assertThat(DeadLetterQuery.parked().in(Set.of("1-cd", "1-ab", "1-ef")).groups())
                .containsExactly("1-ab", "1-cd", "1-ef");
    }

    @Test
    void beginsWithTheMillisecondOfATimeThatWasTakenBeforeALetterWasParked() {
        var before = Instant.parse("2026-11-24T10:00:00.123456789Z");
        var query = new DeadLetterQuery(null, null, null, Set.of(), before, before, null, 1);

        assertThat(query.from()).isEqualTo(Instant.parse("2026-11-24T10:00:00.123Z"));
        assertThat(query.to()).isEqualTo(before);
    }

    private static Set<String> groups(int count) {
        return IntStream.range(0, count).mapToObj(n -> "1-" + n).collect(toSet());
    }
}
