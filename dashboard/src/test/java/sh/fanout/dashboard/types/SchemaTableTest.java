package sh.fanout.dashboard.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sh.fanout.dashboard.schema.SchemaPart;

class SchemaTableTest {

    @Test
    void putsTheFieldsOfAnArrayBelowIt() {
        var table = table("""
                {"type":"object","required":["orderId","items"],"properties":{
                  "orderId":{"type":"string","description":"Known to the customer","minLength":1},
                  "items":{"type":"array","minItems":1,"maxItems":200,"items":{"$ref":"#/definitions/Item"}},
                  "tags":{"type":"array","items":{"type":"string"}},
                  "coupon":{"anyOf":[{"type":"null"},{"$ref":"#/definitions/Coupon"}]}},
                 "definitions":{
                  "Item":{"type":"object","properties":{"quantity":{"type":"integer","minimum":1}}},
                  "Coupon":{"type":"object","properties":{"code":{"type":["string","null"]}}}}}""");

        assertThat(table.fields().stream().map(SchemaTableTest::line))
                .containsExactly(
                        "0 orderId: string! at least 1 character",
                        "0 items[]: array of object! 1 to 200 elements",
                        "1 quantity: integer ≥ 1",
                        "0 tags: array of string",
                        "0 coupon: null or object",
                        "1 code: string or null");
        assertThat(table.complete()).isTrue();
        assertThat(table.fields().get(0).description()).isEqualTo("Known to the customer");
    }

    @Test
    void showsWhatAValueCanBeAndTheValuesOfAMap() {
        var table = table("""
                {"allOf":[{"properties":{"currency":{"enum":["EUR","CHF"]}},"required":["currency"]}],
                 "properties":{
                  "prices":{"type":"object","additionalProperties":{"type":"number","exclusiveMinimum":0}},
                  "way":{"oneOf":[{"properties":{"street":{"type":"string"}}},{"properties":{"locker":{"const":7}}}]},
                  "rest":{}}}""");

        assertThat(table.fields().stream().map(SchemaTableTest::line))
                .containsExactly(
                        "0 prices: object",
                        "1 *: number > 0",
                        "0 way: object",
                        "1 either 1: object",
                        "2 street: string",
                        "1 either 2: object",
                        "2 locker: number is 7",
                        "0 rest: anything",
                        "0 currency: string! EUR, CHF");
    }

    @Test
    void stopsWhereASchemaComesBackToItself() {
        var table = table("""
                {"$ref":"#/definitions/Node","definitions":{"Node":{"type":"object","properties":{
                  "name":{"type":"string"},"next":{"$ref":"#/definitions/Node"}}}}}""");

        assertThat(table.fields().stream().map(SchemaTableTest::line))
                .containsExactly("0 name: string", "0 next: object");
        assertThat(table.complete()).isFalse();
    }

    @Test
    void endsAfterSoManyFields() {
        var properties = IntStream.rangeClosed(0, SchemaTable.MAX_FIELDS)
                .mapToObj("\"f%d\":{}"::formatted)
                .collect(Collectors.joining(",", "{\"properties\":{", "}}"));

        var table = table(properties);

        assertThat(table.fields()).hasSize(SchemaTable.MAX_FIELDS);
        assertThat(table.complete()).isFalse();
    }

    @Test
    void showsAPayloadThatIsNoObject() {
        assertThat(table("{\"type\":\"string\",\"format\":\"date\"}").fields().stream()
                        .map(SchemaTableTest::line))
                .containsExactly("0 payload: string! date");
    }

    @Test
    void leavesAReferenceOpenThatLeadsNowhere() {
        assertThat(table(
                                "{\"properties\":{\"a\":{\"$ref\":\"#/definitions/none\"},\"b\":{\"$ref\":\"https://x.org\"}}}")
                        .fields()
                        .stream()
                        .map(SchemaTableTest::line))
                .containsExactly("0 a: anything", "0 b: anything");
    }

    private static SchemaTable table(String json) {
        return SchemaTable.of(SchemaPart.of(json));
    }

    private static String line(SchemaField field) {
        return "%d %s: %s%s %s"
                .formatted(
                        field.depth(),
                        field.name(),
                        field.type(),
                        field.required() ? "!" : "",
                        String.join("; ", field.rules()))
                .strip();
    }
}
