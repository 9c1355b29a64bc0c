package sh.fanout.dashboard.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDiffTest {

    @Test
    void saysNothingAboutTextsThatAgree() {
        var diff = LineDiff.of("a\nb", "a\nb");

        assertThat(written(diff)).isEqualTo(" a, b");
        assertThat(diff.changes()).isZero();
    }

    @Test
    void countsALineThatReplacesAnotherAsOne() {
        var diff = LineDiff.of("{\nmail: x,org\n}", "{\nmail: x.org\n}");

        assertThat(written(diff)).isEqualTo(" {,-mail: x,org,+mail: x.org, }");
        assertThat(diff.changes()).isEqualTo(1);
    }

    @Test
    void keepsWhatAgreesBetweenTwoChanges() {
        var diff = LineDiff.of("a\nb\nc\nd\ne", "a\nB\nc\ne\nf");

        assertThat(written(diff)).isEqualTo(" a,-b,+B, c,-d, e,+f");
        assertThat(diff.changes()).isEqualTo(3);
    }

    @Test
    void findsALineThatIsRepeated() {
        assertThat(written(LineDiff.of("a\na", "a\na\na"))).isEqualTo(" a, a,+a");
        assertThat(written(LineDiff.of("", "a"))).isEqualTo("+a");
        assertThat(written(LineDiff.of("a", ""))).isEqualTo("-a");
    }

    @Test
    void replacesAllOfWhatIsTooLongToCompare() {
        var diff = LineDiff.of("same\n" + numbers(0), "same\n" + numbers(5_000));

        assertThat(diff.changes()).isEqualTo(5_000);
        assertThat(diff.lines()).hasSize(10_001);
    }

    private static String numbers(int from) {
        return IntStream.range(from, from + 5_000).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
    }

    private static String written(LineDiff diff) {
        return diff.lines().stream()
                .map(it -> switch (it.kind()) {
                    case SAME -> " " + it.text();
                    case REMOVED -> "-" + it.text();
                    case ADDED -> "+" + it.text();
                })
                .collect(Collectors.joining(","));
    }
}
