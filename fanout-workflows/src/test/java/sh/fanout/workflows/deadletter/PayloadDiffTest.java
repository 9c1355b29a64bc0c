package sh.fanout.workflows.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sh.fanout.deadletter.PayloadChange;
import sh.fanout.workflows.temporal.FanoutJson;

/** What people are shown of an edit. */
class PayloadDiffTest {

    @Test
    void namesWhatWasAddedChangedAndTakenAway() {
        assertThat(diff(
                        "{\"id\":\"o-1\",\"lines\":[{\"n\":1},{\"n\":2}],\"old\":true,\"a/b\":{\"~\":1}}",
                        "{\"id\":\"o-1\",\"lines\":[{\"n\":1},{\"n\":3},4],\"new\":null,\"a/b\":{\"~\":[]}}"))
                .containsExactly(
                        new PayloadChange("/a~1b/~0", "1", "[]"),
                        new PayloadChange("/lines/1/n", "2", "3"),
                        new PayloadChange("/lines/2", null, "4"),
                        new PayloadChange("/new", null, "null"),
                        new PayloadChange("/old", "true", null));
    }

    @Test
    void isTheWholeValueWhereTheKindsDiffer() {
        assertThat(diff("[1]", "{\"a\":1}")).containsExactly(new PayloadChange("", "[1]", "{\"a\":1}"));
        assertThat(diff("1.10", "1.10")).isEmpty();
    }

    @Test
    void staysSmallWhateverTheSize() {
        var before = IntStream.range(0, 1_000).mapToObj(n -> "\"a" + n + "\"").collect(Collectors.joining(","));
        var after = before.replace("a", "b".repeat(2_000));

        var changes = diff("[%s]".formatted(before), "[%s]".formatted(after));

        assertThat(changes).hasSize(20).allSatisfy(it -> {
            assertThat(it.after()).hasSizeLessThan(300);
            assertThat(FanoutJson.MAPPER.readTree(it.after()).asString())
                    .startsWith("\"bbb")
                    .endsWith("…");
        });
    }

    private static List<PayloadChange> diff(String before, String after) {
        return PayloadDiff.of(FanoutJson.MAPPER.readTree(before), FanoutJson.MAPPER.readTree(after));
    }
}
