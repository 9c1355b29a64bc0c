package sh.fanout.deadletter;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.log.Position;

class DeadLetterQueryTest {

    @Test
    void namesAsManyGroupsAsAListHas() {
        assertThat(DeadLetterQuery.PARKED.groups()).isEmpty();
        assertThat(DeadLetterQuery.PARKED.inGroups(groups(200)).groups()).hasSize(200);
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> DeadLetterQuery.PARKED.inGroups(groups(201)))
                .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .withMessageContaining("201 groups")
                .withMessageContaining("Name 200 at most");
    }

    @Test
    void namesAGroupAtLeastWhereItAsksForGroups() {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> DeadLetterQuery.PARKED.inGroups(Set.of()))
                .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .withMessageContaining("names none");
    }

    @Test
    void keepsWhatWasSaidBefore() {
        var noon = Instant.parse("2026-11-24T12:00:00Z");
        var end = new Position(noon, "e-1");

        var query = DeadLetterQuery.PARKED
                .ofType("order.created")
                .ofSubscription("ship")
                .inGroups(Set.of("1-ab"))
                .since(noon)
                .since(noon.minusSeconds(1))
                .before(noon.plusSeconds(2))
                .before(noon.plusSeconds(3))
                .after(end)
                .limit(7)
                .in(DeadLetterStatus.DISCARDED);

        assertThat(query)
                .isEqualTo(new DeadLetterQuery(
                        "order.created",
                        "ship",
                        DeadLetterStatus.DISCARDED,
                        Set.of("1-ab"),
                        noon,
                        noon.plusSeconds(2),
                        end,
                        7));
        assertThat(List.of(
                        query.ofType("order.created"),
                        query.ofSubscription("ship"),
                        query.inGroups(Set.of("1-ab")),
                        query.since(noon),
                        query.before(noon.plusSeconds(2)),
                        query.after(end),
                        query.limit(7),
                        query.fromStart().after(end)))
                .containsOnly(query);
    }

    @Test
    void writesItsGroupsInOneOrder() {
        assertThat(DeadLetterQuery.PARKED
                        .inGroups(Set.of("1-cd", "1-ab", "1-ef"))
                        .groups())
                .containsExactly("1-ab", "1-cd", "1-ef");
    }

    @Test
    void beginsWithTheMillisecondOfATimeThatWasTakenBeforeALetterWasParked() {
        var before = Instant.parse("2026-11-24T10:00:00.123456789Z");
        var query = DeadLetterQuery.ALL.since(before).before(before);

        assertThat(query.from()).isEqualTo(Instant.parse("2026-11-24T10:00:00.123Z"));
        assertThat(query.to()).isEqualTo(before);
    }

    private static Set<String> groups(int count) {
        return IntStream.range(0, count).mapToObj(n -> "1-" + n).collect(toSet());
    }
}
