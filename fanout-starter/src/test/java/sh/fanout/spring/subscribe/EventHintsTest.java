package sh.fanout.spring.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sh.fanout.Event;
import sh.fanout.EventType;

class EventHintsTest {

    record Sale() {}

    @Event("a")
    record Shipped() {}

    @Event("b")
    record Created() {}

    @Event("c")
    record Paid() {}

    @Event("d")
    record Returned() {}

    @Test
    void annotatesAClassOfTheApplication() {
        assertThat(new EventHints(List.of()).insteadOf(Sale.class)).contains("Write @Event(\"order.created\") on Sale");
    }

    @ParameterizedTest
    @ValueSource(classes = {String.class, Map.class, Object.class, int.class, byte[].class, Sale[].class})
    void annotatesNothingThatIsNot(Class<?> type) {
        assertThat(new EventHints(List.of()).insteadOf(type))
                .startsWith("Take the class of an event of this application, or EventEnvelope with events =");
    }

    @Test
    void namesSomeClassesThatMayBeTaken() {
        var types = List.<EventType<?>>of(
                EventType.of(Shipped.class),
                EventType.of("sale", Sale.class),
                EventType.of(Created.class),
                EventType.of(Returned.class),
                EventType.of(Paid.class));

        assertThat(new EventHints(types).insteadOf(String.class))
                .contains("of this application, such as Created, Paid, Returned, or EventEnvelope");
    }
}
