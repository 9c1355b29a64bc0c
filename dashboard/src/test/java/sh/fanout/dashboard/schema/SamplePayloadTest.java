package sh.fanout.dashboard.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sh.fanout.dashboard.page.Json;

class SamplePayloadTest {

    @Test
    void fillsEveryFieldByItsNameAndType() {
        assertThat(sample("""
                        {"properties":{
                          "orderId":{"type":"string"},"amount":{"type":"number"},"express":{"type":"boolean"},
                          "placed":{"type":"string","format":"date-time"},"note":{"type":["null","string"]},
                          "items":{"type":"array","minItems":2,"items":{"properties":{"quantity":{"type":"integer"}}}}}}""")).isEqualTo(compact("""
                                {"orderId":"order-1","amount":12.50,"express":true,"placed":"2026-01-31T12:00:00Z",
                                 "note":null,"items":[{"quantity":1},{"quantity":1}]}"""));
    }

    @Test
    void keepsToWhatTheSchemaSaysOfAValue() {
        assertThat(sample("""
                        {"properties":{
                          "currency":{"enum":["CHF","EUR"]},"kind":{"const":"order"},"size":{"default":3},
                          "code":{"type":"string","minLength":6,"maxLength":8},"country":{"type":"string","maxLength":2},
                          "count":{"type":"integer","exclusiveMinimum":9},"rate":{"type":"number","maximum":1},
                          "pack":{"type":"integer","multipleOf":12},"none":{"type":"array","maxItems":0,"items":{}}}}""")).isEqualTo(compact("""
                                {"currency":"CHF","kind":"order","size":3,"code":"codexx","country":"co","count":10,"rate":1,
                                 "pack":12,"none":[]}"""));
    }

    @Test
    void takesTheFirstOfSeveralSchemasThatIsMoreThanNull() {
        assertThat(sample("""
                        {"properties":{"way":{"anyOf":[{"type":"null"},{"properties":{"street":{"type":"string"}}}]}}}""")).isEqualTo("{\"way\":{\"street\":\"street\"}}");
    }

    @Test
    void endsWhereASchemaComesBackToItself() {
        assertThat(sample("""
                        {"$ref":"#/definitions/Node","definitions":{"Node":{"properties":{
                          "name":{"type":"string"},"next":{"$ref":"#/definitions/Node"},
                          "all":{"type":"array","items":{"$ref":"#/definitions/Node"}}}}}}""")).isEqualTo("{\"name\":\"name\",\"all\":[]}");
    }

    private static String sample(String schema) {
        return compact(SamplePayload.of(SchemaPart.of(schema)));
    }

    private static String compact(String json) {
        return Json.read(json).toString();
    }
}
