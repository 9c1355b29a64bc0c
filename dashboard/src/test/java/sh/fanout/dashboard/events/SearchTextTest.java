package sh.fanout.dashboard.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;

class SearchTextTest {

    @Test
    void asksForEverythingWhereNothingIsWritten() {
        assertThat(SearchText.of(null).selection()).isEqualTo(EventSelection.ALL);
    }

    @Test
    void readsWords() {
        var selection =
                SearchText.of("type:order.* key:\"a b\" tag:eu status:failed").selection();

        assertThat(selection.types()).hasToString("order.*");
        assertThat(selection.key()).isEqualTo("a b");
        assertThat(selection.tag()).isEqualTo("eu");
        assertThat(selection.status()).isEqualTo(EventStatus.FAILED);
        assertThat(selection.filter()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            amount>100           | {"amount":[{"$gt":100}]}
            amount>=1e3          | {"amount":[{"$gte":1E+3}]}
            amount<-5.50         | {"amount":[{"$lt":-5.50}]}
            country=AT           | {"country":["AT"]}
            customer.country!=AT | {"customer":{"country":[{"$anythingBut":"AT"}]}}
            express=true         | {"express":[true]}
            id="42"              | {"id":["42"]}
            name="a b"           | {"name":["a b"]}
            {"n": [{"$gt": 1}]}  | {"n": [{"$gt": 1}]}
            """)
    void readsComparisonsAndFilters(String text, String filter) {
        var read = Objects.requireNonNull(SearchText.of(text).selection().filter());

        assertThat(read.json()).isEqualTo(filter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status:lost", "orders", "amount>much", "amount>1e99999999999", "amount=1e99999999999"})
    void refusesWhatMeansNothing(String text) {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> SearchText.of(text).selection());
    }

    @Test
    void refusesAWrongTypeAsEverythingElseDoes() {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> SearchText.of("type:a..b").selection())
                .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.INVALID_EVENT_TYPE));
    }

    @Test
    void leavesOutAndReplacesParts() {
        var search = SearchText.of("type:a key:1 amount>2");

        assertThat(search.without("key:1")).isEqualTo("type:a amount>2");
        assertThat(search.with("type", "b")).isEqualTo("key:1 amount>2 type:b");
    }

    @Test
    void takesAWordOfAnyLength() {
        var word = "x".repeat(100_000) + "\"a b\"".repeat(10_000);

        assertThat(SearchText.of("key:%s tag:eu".formatted(word)).terms()).containsExactly("key:" + word, "tag:eu");
        assertThat(SearchText.of("a\"b c").terms()).containsExactly("a", "b", "c");
    }

    @Test
    void takesOneWordForAnId() {
        assertThat(SearchText.of("01a223b0-f56a-7952").id()).isEqualTo("01a223b0-f56a-7952");
        assertThat(SearchText.of("short").id()).isNull();
        assertThat(SearchText.of("01a223b0-f56a type:a").id()).isNull();
    }
}
