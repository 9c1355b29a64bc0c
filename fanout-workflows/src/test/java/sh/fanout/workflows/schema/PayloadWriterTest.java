package sh.fanout.workflows.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

class PayloadWriterTest {

    record Order(String id, BigDecimal amount, @Nullable String note) {}

    record Cart(List<Item> items) {}

    record Item(String sku, List<String> shelves) {

        @JsonProperty
        int stock() {
            return Integer.parseInt(shelves.get(0));
        }
    }

    static final class Employee {
        @Nullable
        @JsonProperty
        Employee boss;

        @Nullable
        @JsonProperty
        Employee deputy;
    }

    static final class Secretive {
        final int secret = 1;
    }

    @Test
    void writesWhatIsThere() {
        assertThat(PayloadWriter.write("order.created", new Order("o-1", new BigDecimal("500.00"), null)))
                .hasToString("{\"id\":\"o-1\",\"amount\":500.00}");
    }

    @Test
    void namesTheGetterThatThrows() {
        assertThatThrownBy(() ->
                        PayloadWriter.write("cart.left", new Cart(List.of(new Item("a", List.of("upstairs"))))))
                .isInstanceOfSatisfying(
                        FanoutException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNWRITABLE_PAYLOAD))
                .hasMessageContaining(Cart.class.getName())
                .hasMessageContaining("items[0].stock")
                .hasMessageContaining("NumberFormatException")
                .hasMessageContaining("upstairs");
    }

    @Test
    void saysThatItNestsWithoutEnd() {
        var one = new Employee();
        var other = new Employee();
        one.boss = other;
        other.deputy = one;

        assertThatThrownBy(() -> PayloadWriter.write("hired", one))
                .hasMessageContaining("nests without end")
                .hasMessageContaining("boss.deputy.boss")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
    }

    @Test
    void refusesToPublishNothingForAClassThatHidesEverything() {
        assertThatThrownBy(() -> PayloadWriter.write("hired", new Secretive()))
                .hasMessageContaining(Secretive.class.getName())
                .hasMessageContaining("FANOUT-105");
    }

    @Test
    void keepsTheBoundsOfTheReader() {
        var numbers = IntStream.range(0, 1 << 20).toArray();

        assertThatThrownBy(() -> PayloadWriter.write("big", numbers)).hasMessageContaining("FANOUT-103");
        assertThatThrownBy(() -> PayloadWriter.write("half", Map.of("a", "\ud83d")))
                .hasMessageContaining("half a surrogate pair at '/a'");
        assertThatThrownBy(() -> PayloadWriter.write("wide", new BigDecimal("1E+5000")))
                .hasMessageContaining("exponent");
    }
}
