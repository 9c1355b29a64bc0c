package sh.fanout.workflows.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sh.fanout.EventType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

class PayloadClassTest {

    record Order(String orderId, int amount) {
        Order {
            Objects.requireNonNull(orderId);
        }
    }

    record Sku(@JsonValue String text) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Sku {}
    }

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Pair(String left, String right) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    sealed interface Payment permits Card {}

    record Card(String number) implements Payment {}

    interface Unmade {}

    enum Size {
        SMALL
    }

    static final class Bean {
        public String orderId = "";
    }

    private static final String OBJECT =
            PayloadSchema.derive(EventType.of("order.created", Order.class)).json();

    @ParameterizedTest
    @ValueSource(
            classes = {
                String.class,
                int.class,
                Long.class,
                boolean.class,
                BigDecimal.class,
                List.class,
                Order[].class,
                byte[].class,
                Instant.class,
                UUID.class,
                Size.class,
                Sku.class,
                Pair.class,
                ArrayNode.class,
                Unmade.class
            })
    void cannotReadAnObject(Class<?> type) {
        assertThat(PayloadClass.unableToRead(type, List.of(OBJECT))).contains("an object");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {Order.class, Bean.class, Payment.class, Map.class, Object.class, JsonNode.class, Optional.class})
    void mayReadAnObject(Class<?> type) {
        assertThat(PayloadClass.unableToRead(type, List.of(OBJECT))).isEmpty();
    }

    @Test
    void readsWhatTheSchemaPermits() {
        assertThat(PayloadClass.unableToRead(Sku.class, List.of("{\"type\":\"string\"}")))
                .isEmpty();
        assertThat(PayloadClass.unableToRead(int.class, List.of("{\"type\":\"integer\"}")))
                .isEmpty();
        assertThat(PayloadClass.unableToRead(Pair.class, List.of("{\"type\":\"array\"}")))
                .isEmpty();
        assertThat(PayloadClass.unableToRead(Order.class, List.of("{\"type\":[\"array\",\"string\"]}")))
                .contains("an array or a string");
    }

    @Test
    void mayReadWhatTheSchemaDoesNotTell() {
        for (var schema : List.of("{}", "true", "{\"properties\":{}}", "{\"anyOf\":[{\"type\":\"object\"},{}]}")) {
            assertThat(PayloadClass.unableToRead(String.class, List.of(schema)))
                    .as(schema)
                    .isEmpty();
        }
        assertThat(PayloadClass.unableToRead(String.class, List.of())).isEmpty();
    }

    @Test
    void mayReadAnotherVersion() {
        assertThat(PayloadClass.unableToRead(String.class, List.of("{\"type\":\"string\"}", OBJECT)))
                .isEmpty();
    }

    @Test
    void followsWhatASchemaRefersTo() {
        var order = "\"definitions\":{\"o\":{\"type\":\"object\"},\"loop\":{\"$ref\":\"#/definitions/loop\"}}";
        for (var schema : List.of(
                "\"$ref\":\"#/definitions/o\"",
                "\"allOf\":[{\"$ref\":\"#/definitions/o\"},{\"minProperties\":1}]",
                "\"oneOf\":[{\"$ref\":\"#/definitions/o\"},{\"$ref\":\"#/definitions/o\",\"required\":[\"a\"]}]")) {
            assertThat(PayloadClass.unableToRead(String.class, List.of("{%s,%s}".formatted(schema, order))))
                    .as(schema)
                    .contains("an object");
        }
        assertThat(PayloadClass.unableToRead(
                        String.class, List.of("{\"$ref\":\"#/definitions/loop\",%s}".formatted(order))))
                .isEmpty();
    }
}
