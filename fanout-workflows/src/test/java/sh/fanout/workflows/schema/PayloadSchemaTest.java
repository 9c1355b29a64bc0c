package sh.fanout.workflows.schema;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.fanout.ErrorCode;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.Violation;

class PayloadSchemaTest {

    private static final PayloadSchema ORDER = schema("""
            {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "additionalProperties": false,
             "required": ["customerId"],
             "properties": {
               "customerId": {"type": "string", "minLength": 1},
               "amount": {"type": "number", "minimum": 0, "multipleOf": 0.01},
               "kind": {"enum": ["b2b", "b2c"]},
               "a/b~c": {"type": "object", "properties": {"d/e": {"type": "object", "required": ["f/g"],
                         "properties": {"h~": {"const": 1}}}}},
               "items": {"type": "array", "items": {"type": "object", "required": ["sku"],
                         "properties": {"qty": {"type": "integer"}}}}}}""");

    @Test
    void reportsEveryViolationAtItsPointerInTheOrderOfThePayload() {
        var payload = """
                {"items": [{"sku": "a", "qty": "1"}, {}], "extra": 1, "kind": "x", "amount": -0.005,
                 "a/b~c": {"d/e": {"h~": 2}}}""";

        assertThat(violations(ORDER, payload))
                .containsExactly(
                        new Violation("/customerId", "is required"),
                        new Violation("/items/0/qty", "must be integer"),
                        new Violation("/items/1/sku", "is required"),
                        new Violation("/extra", "is not allowed"),
                        new Violation("/kind", "must be one of \"b2b\", \"b2c\""),
                        new Violation("/amount", "-0.005 is not greater or equal to 0"),
                        new Violation("/amount", "-0.005 is not a multiple of 0.01"),
                        new Violation("/a~1b~0c/d~1e/f~1g", "is required"),
                        new Violation("/a~1b~0c/d~1e/h~0", "must be 1"));
        assertThat(violations(ORDER, "[]")).containsExactly(new Violation("", "must be object"));
        assertThat(violations(ORDER, "{\"customerId\": \"c\", \"amount\": 500.00}"))
                .isEmpty();
    }

    @Test
    void neverRepeatsThePayloadsTexts() {
        var schema = schema("""
                {"properties": {"a": {"pattern": "^x"}, "b": {"format": "email"}, "c": {"enum": [1]},
                 "d": {"not": {"type": "string"}}, "e": {"const": {"k": 1}}}}""");

        assertThat(violations(schema, """
                {"a": "secret", "b": "secret", "c": "secret", "d": "secret", "e": "secret"}""").toString())
                .contains("/a", "/b", "/c", "/d", "/e")
                .doesNotContain("secret");
    }

    @Test
    void reportsTheAlternativeThatWasMeant() {
        var schema = schema("""
                {"oneOf": [
                  {"required": ["type"], "properties": {"type": {"const": "card"}, "number": {"type": "string"}}},
                  {"required": ["type", "iban", "bic"], "properties": {"type": {"const": "bank"}}}]}""");

        assertThat(violations(schema, "{\"type\": \"bank\"}"))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/iban", "/bic");
        assertThat(violations(schema("{\"type\": [\"string\", \"null\"]}"), "1"))
                .containsExactly(new Violation("", "must be null, or must be string"));
    }

    @Test
    void takesNumbersForWhatTheyAre() {
        assertThat(violations(schema("{\"type\": \"integer\"}"), "1.0")).isEmpty();
        assertThat(violations(schema("{\"type\": \"integer\"}"), "1E3")).isEmpty();
        assertThat(violations(schema("{\"type\": \"integer\"}"), "1.5")).hasSize(1);
        assertThat(violations(schema("{\"const\": 1.50}"), "1.5")).isEmpty();
        assertThat(violations(schema("{\"enum\": [{\"a\": 1}]}"), "{\"a\": 1.0}"))
                .isEmpty();
        assertThat(violations(schema("{\"maximum\": 9007199254740992}"), "9007199254740993"))
                .hasSize(1);
        assertThat(violations(schema("{\"exclusiveMinimum\": 0.1}"), "0.10000000000000000001"))
                .isEmpty();
        assertThat(violations(schema("{\"uniqueItems\": true}"), "[1, 1.0]")).hasSize(1);
    }

    @Test
    void neverFetchesAnything() throws IOException {
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        var base = "http://localhost:" + server.getAddress().getPort();
        try {
            for (var reference : List.of(
                    base + "/a.json", "file:///etc/hostname", "classpath://x.json", "b.json", "//localhost/c")) {
                assertThat(refused("{\"$id\": \"%s/root.json\", \"properties\": {\"p\": {\"$ref\": \"%s\"}}}"
                                .formatted(base, reference)))
                        .hasMessageContaining("'/properties/p/$ref' leads out of the schema")
                        .hasMessageContaining("definitions");
            }
            assertThat(schema(
                            "{\"$id\": \"%s/root.json\", \"$ref\": \"#/definitions/a\", \"definitions\": {\"a\": true}}"
                                    .formatted(base)))
                    .isNotNull();
        } finally {
            server.stop(0);
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void matchesPatternsInLinearTime() {
        var schema = schema("{\"pattern\": \"^(.*a){20}$\"}");

        assertThat(violations(schema, "\"" + "a".repeat(33) + "!\"")).hasSize(1);
        assertThat(refused("{\"patternProperties\": {\"(?=a)\": true}}"))
                .hasMessageContaining("'/patternProperties/(?=a)' is no regular expression");
        assertThat(refused("{\"pattern\": \"(a)\\\\1\"}")).hasMessageContaining("'/pattern'");
    }

    @Test
    @Timeout(value = 600, threadMode = ThreadMode.SEPARATE_THREAD)
    void checksFormatsAndUniqueItemsWithinBounds() {
        for (var format : Formats.names()) {
            for (var bomb : List.of("a", "{", "(", "/~0", ":", "a.", "1")) {
                var schema = schema("{\"format\": \"%s\"}".formatted(format));
                violations(schema, "\"" + bomb.repeat(2_000).substring(0, 2_000) + "\"");
                assertThat(violations(schema, "\"" + bomb.repeat(250_000) + "\""))
                        .as(format)
                        .hasSize(1);
            }
        }
        var numbers = IntStream.range(0, 100_000).boxed().toList().toString();

        assertThat(violations(schema("{\"properties\": {\"a\": {\"uniqueItems\": true}}}"), "{\"a\": " + numbers + "}"))
                .extracting(Violation::pointer)
                .containsExactly("/a");
    }

    @Test
    void comparesNoMoreOfTheItemsThanItsTimeAllows() {
        var schema = schema("{\"properties\": {\"a/b\": {\"items\": {\"uniqueItems\": true}}}}");
        var fields = IntStream.range(0, 20).mapToObj("\"f%d\": 0"::formatted).collect(joining(", "));
        IntFunction<String> objects = count -> IntStream.range(0, count)
                .mapToObj(i -> "{%s, \"n\": %d}".formatted(fields, i))
                .collect(joining(", ", "{\"a/b\": [[1], [", "]]}"));

        assertThat(violations(schema, objects.apply(3_000)))
                .containsExactly(
                        new Violation("/a~1b/1", "has 3000 items, which are too many to check that they are unique"));
        assertThat(violations(schema, objects.apply(300))).isEmpty();
        assertThat(violations(schema, "[".repeat(98) + "0" + ", 0".repeat(9_000) + "]".repeat(98)))
                .isEmpty();
    }

    @Test
    void collectsTheViolationsOfNoMoreThanAFewThousandValues() {
        var lines = schema("{\"items\": {\"type\": \"object\", \"required\": [\"a\", \"b\", \"c\"]}}");
        IntFunction<String> empty = count -> "[{}" + ", {}".repeat(count - 1) + "]";

        assertThat(violations(lines, empty.apply(100))).hasSize(300);
        assertThat(violations(lines, empty.apply(2_000))).hasSize(1_000);
        assertThat(violations(lines, empty.apply(250_000))).containsExactly(new Violation("/0/a", "is required"));
    }

    @Test
    void writesNoLongPointerForEachOfManyValues() {
        var name = "k".repeat(40_000);
        var schema = schema("""
                {"definitions": {"deep": {"additionalProperties": {"$ref": "#/definitions/deep"}, "items": {"type": "string"}}},
                 "$ref": "#/definitions/deep"}""");
        var deep = "{\"%s\": ".formatted(name).repeat(10) + "[0" + ", 0".repeat(500) + "]" + "}".repeat(10);

        var violations = violations(schema, deep);

        assertThat(violations.size()).isEqualTo(1);
        assertThat(violations.get(0).pointer()).isEqualTo("/%s".formatted(name).repeat(10) + "/0");
    }

    @Test
    void namesThePlaceInALargePayloadAsInASmallOne() {
        var schema = schema("""
                {"definitions": {"n/o": {"anyOf": [
                    {"required": ["x~"], "properties": {"kind": {"const": "a"}}},
                    {"required": ["y"], "properties": {"kind": {"const": "b"}}}]}},
                 "properties": {"a/b": {"items": {"$ref": "#/definitions/n~1o"}}}}""");
        var wrong = "{\"kind\": \"a\"}";
        var right = "{\"kind\": \"b\", \"y\": 1}";
        IntFunction<String> payload =
                count -> "{\"a/b\": [" + (right + ", ").repeat(count) + wrong + ", " + right + "]}";

        assertThat(violations(schema, payload.apply(1))).containsExactly(new Violation("/a~1b/1/x~0", "is required"));
        assertThat(violations(schema, payload.apply(5_000)))
                .containsExactly(new Violation("/a~1b/5000/x~0", "is required"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"requird\": []}                                                  | '/requird'            | 'required'",
                "{\"properties\": {\"a\": {\"minLenght\": 1}}}                      | '/properties/a/minLenght' | 'minLength'",
                "{\"prefixItems\": [true]}                                          | '/prefixItems'        | 'items'",
                "{\"$defs\": {}}                                                    | '/$defs'              | 'definitions'",
                "{\"unevaluatedProperties\": false}                                 | '/unevaluatedProperties' | 'additionalProperties'",
                "{\"items\": [{\"nullable\": true}]}                                | '/items/0/nullable'   | 'type'",
                "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"}    | '/$schema'            | draft-07",
                "{\"$schema\": 7}                                                   | '/$schema'            | draft-07",
                "{\"properties\": {\"a\": {\"format\": \"phone\"}}}                 | '/properties/a/format' | uuid",
                "{\"properties\": {\"a\": 5}}                                       | '/properties/a'       | true or false",
                "{\"type\": \"strng\"}                                              | strng                 | draft-07",
                "{\"properties\": {\"a\": {\"minimum\": \"5\"}}}                    | '/properties/a/minimum' | draft-07",
                "{\"$ref\": \"#/definitions/a\"}                                    | refers to nothing     | definitions",
                "{\"$ref\": \"#/%zz\"}  | is wrong | draft-07",
                "{\"$id\": \"http://[\"} | URISyntaxException | draft-07",
                "{\"$ref\": \"#\"}                                                  | leads back to itself  | property",
                "{\"items\": {\"$ref\": \"#/definitions/a\"}, \"definitions\": {\"a\": {\"anyOf\": [true, {\"$ref\": \"#/definitions/a\"}]}}} | leads back to itself | property",
                "[]                                                                 | is no schema          | object",
                "{\"type\": \"string\"                                              | line 1                | JSON",
                "{\"type\": \"string\", \"type\": \"number\"}                       | line 1                | JSON"
            })
    void refusesASchemaThatWouldCheckLessThanItSays(String schema, String problem, String hint) {
        var refused = refused(schema);

        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_SCHEMA);
        assertThat(refused.problem()).contains("'order.created'").contains(problem);
        assertThat(refused.hint()).contains(hint);
    }

    @Test
    void boundsTheDepthOfSchemaAndPayload() {
        var deep = "{\"not\":".repeat(5_000) + "true" + "}".repeat(5_000);
        var tree = schema("{\"additionalProperties\": {\"$ref\": \"#\"}, \"type\": \"object\"}");

        assertThat(refused(deep)).hasMessageContaining("100");
        assertThat(violations(tree, "{\"a\":".repeat(99) + "1" + "}".repeat(99)))
                .containsExactly(new Violation("/a".repeat(99), "must be object"));
    }

    @ParameterizedTest
    @CsvSource({
        "uuid, 0190163d-8694-739b-aea5-966c26f8ad91, 0190163d",
        "uuid, 0190163D-8694-739B-AEA5-966C26F8AD91, 1-1-1-1-1",
        "duration, P1Y2M3DT4H5M6.7S, P",
        "duration, PT-1.5S, PT",
        "duration, P4W, 4W",
        "date-time, 2026-02-28T00:00:00.123456789+01:00, 2026-02-31T00:00:00Z",
        "date-time, 2026-02-28T00:00:00Z, 2026-02-28T00:00:00",
        "date, 2024-02-29, 2026-02-29",
        "email, jo@mail.internal, jo",
        "uri, https://example.com/a?b, example",
        "ipv4, 127.0.0.1, localhost"
    })
    void checksFormats(String format, String valid, String invalid) {
        var schema = schema("{\"format\": \"%s\"}".formatted(format));

        assertThat(violations(schema, "\"" + valid + "\"")).isEmpty();
        assertThat(violations(schema, "\"" + invalid + "\""))
                .containsExactly(new Violation("", "must be a valid " + format));
    }

    @Test
    void hasAHashThatDoesNotDependOnTheOrderOfKeys() {
        var one = schema("{\"type\": \"object\", \"properties\": {\"a\": {\"minLength\": 1, \"type\": \"string\"}}}");
        var other = schema("{\"properties\":{\"a\":{\"type\":\"string\",\"minLength\":1}},\"type\":\"object\"}");

        assertThat(one.hash()).isEqualTo(other.hash()).matches("[0-9a-f]{16}");
        assertThat(one.json()).isEqualTo(other.json());
        assertThat(schema("{\"type\": \"object\"}").hash()).isNotEqualTo(one.hash());
        assertThat(schema(one.json()).hash()).isEqualTo(one.hash());
        assertThat(schema("true").hash()).isEqualTo("b5bea41b6c623f7c");
    }

    @Test
    void prefersTheTypesOwnSchema() {
        var type = EventType.of("order.created", Object.class).schema("{\"type\": \"integer\"}");

        assertThat(PayloadSchema.derive(type).json()).isEqualTo("{\"type\":\"integer\"}");
        assertThatThrownBy(() -> PayloadSchema.derive(type.schema("{\"typ\": 1}")))
                .hasMessageContaining("'type'");
    }

    @Test
    void isSharedByThreads() {
        var wrong = IntStream.range(0, 20_000)
                .parallel()
                .filter(i -> violations(ORDER, "{\"customerId\": \"c\", \"amount\": %d}".formatted(i % 2 == 0 ? i : -i))
                                .isEmpty()
                        == (i % 2 == 1))
                .count();

        assertThat(wrong).isZero();
    }

    private static PayloadSchema schema(String json) {
        return PayloadSchema.parse("order.created", json);
    }

    private static List<Violation> violations(PayloadSchema schema, String payload) {
        return schema.validate(PayloadReader.read("order.created", payload));
    }

    private static FanoutException refused(String schema) {
        return catchThrowableOfType(FanoutException.class, () -> schema(schema));
    }
}
