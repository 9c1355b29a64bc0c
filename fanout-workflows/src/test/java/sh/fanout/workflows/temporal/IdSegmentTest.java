package sh.fanout.workflows.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdSegmentTest {

    /** What texts are told apart by, and what the escape itself is written with. */
    private static final int[] POINTS = {
        'a', '2', 'f', '%', '{', '}', '/', ':', ' ', 0xa0, 0x200b, 0x202e, 0xd83d, 0x1f600
    };

    private final long seed = Long.getLong("fanout.seed", System.nanoTime());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order-1",
                "user@example.com",
                "a:b",
                "k:a",
                "Größe 7",
                "注文-42",
                "заказ",
                "طلب",
                "ऑर्डर",
                "😀",
                "🫠",
                "❤️"
            })
    void leavesWhatPeopleReadAsItIs(String text) {
        assertThat(IdSegment.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "47, %{2f}",
        "37, %{25}",
        "0, %{0}",
        "10, %{a}",
        "127, %{7f}",
        "160, %{a0}",
        "173, %{ad}",
        "8203, %{200b}",
        "8238, %{202e}",
        "8233, %{2029}",
        "8294, %{2066}",
        "12288, %{3000}",
        "55357, %{d83d}",
        "57344, %{e000}",
        "65279, %{feff}",
        "917605, %{e0065}",
        "1114109, %{10fffd}"
    })
    void writesWhatIsNotSeenByItsCodePoint(int point, String segment) {
        assertThat(IdSegment.of("a" + Character.toString(point) + "b")).isEqualTo("a" + segment + "b");
    }

    @Test
    void isNeverTheSameForTwoTexts() {
        System.out.println("IdSegmentTest: -Dfanout.seed=" + seed);
        var random = new Random(seed);
        var texts = new HashMap<String, String>();
        for (var i = 0; i < 200_000; i++) {
            var text = IntStream.range(0, random.nextInt(6))
                    .map(n -> POINTS[random.nextInt(POINTS.length)])
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            var before = texts.put(IdSegment.of(text), text);

            assertThat(before == null || before.equals(text))
                    .as("%s and %s", before, text)
                    .isTrue();
        }
    }

    @Test
    void hasNothingInItThatBreaksAnIdApart() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT).forEach(point -> {
            var segment = IdSegment.of(Character.toString(point));
            if (segment.indexOf('/') >= 0 || segment.chars().anyMatch(Character::isISOControl)) {
                throw new AssertionError("%x becomes '%s'".formatted(point, segment));
            }
        });
    }
}
