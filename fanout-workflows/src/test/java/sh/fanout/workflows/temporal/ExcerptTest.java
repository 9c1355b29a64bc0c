package sh.fanout.workflows.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void isNoLongerThanItMayBe() {
        assertThat(Excerpt.of("12345", 5)).isEqualTo("12345");
        assertThat(Excerpt.of("123456", 5)).isEqualTo("1234…");
        assertThat(Excerpt.of(Excerpt.of("1234567", 5), 5)).isEqualTo("1234…");
    }

    @Test
    void hasNoHalfOfAPair() {
        assertThat(Excerpt.of("😀😀😀", 4)).isEqualTo("😀…");
        assertThat(Excerpt.of("😀😀😀", 5)).isEqualTo("😀😀…");
    }

    @Test
    void isOneLineWhereItIsQuoted() {
        assertThat(Excerpt.quoted(" a\r\n\tb\0c\ud83d \n")).isEqualTo("a b c");
        assertThat(Excerpt.quoted("x".repeat(1_000))).hasSize(200).endsWith("x…");
    }
}
