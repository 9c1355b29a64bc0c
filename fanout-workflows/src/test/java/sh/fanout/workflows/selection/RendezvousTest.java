package sh.fanout.workflows.selection;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RendezvousTest {

    private static final List<String> FIVE = List.of("a", "b", "c", "d", "e");

    @Test
    void spreadsKeysEvenly() {
        var perMember = keys(10_000).collect(groupingBy(key -> first("g", key, FIVE), counting()));

        assertThat(perMember).hasSize(5);
        assertThat(perMember.values()).allSatisfy(count -> assertThat(count).isBetween(1_800L, 2_200L));
    }

    @Test
    void movesOnlyTheKeysOfTheMemberThatLeaves() {
        var four = List.of("a", "b", "d", "e");

        var moved = keys(10_000)
                .filter(key -> !first("g", key, FIVE).equals(first("g", key, four)))
                .toList();

        assertThat(moved).allSatisfy(key -> assertThat(first("g", key, FIVE)).isEqualTo("c"));
        assertThat(moved.stream().map(key -> first("g", key, four)).distinct()).hasSize(4);
    }

    @Test
    void namesTheSuccessorFirstThatWouldBeChosenWithoutTheChosenOne() {
        var order = Rendezvous.order("g", "key-1", FIVE, UnaryOperator.identity());
        var others = FIVE.stream().filter(it -> !it.equals(order.get(0))).toList();

        assertThat(order.get(1)).isEqualTo(first("g", "key-1", others));
        assertThat(order).containsExactlyInAnyOrderElementsOf(FIVE);
    }

    @Test
    void staysTheSameForEver() {
        assertThat(Rendezvous.order("payments", "cust-1", FIVE, UnaryOperator.identity()))
                .containsExactly("a", "c", "e", "b", "d");
    }

    private static Stream<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(n -> "key-" + n);
    }

    private static String first(String group, String key, List<String> members) {
        return Rendezvous.order(group, key, members, UnaryOperator.identity()).get(0);
    }
}
