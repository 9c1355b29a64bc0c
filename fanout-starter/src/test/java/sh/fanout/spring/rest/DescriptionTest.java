package sh.fanout.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static sh.fanout.spring.rest.Calls.json;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** The description that machines read, held against what the endpoints do. */
@SpringBootTest(classes = RestApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class DescriptionTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Test
    void hasEveryEndpointAndNoOther() throws Exception {
        var document = json(new Calls(port).get("/openapi.json"));

        var described = document.get("paths")
                .propertyStream()
                .flatMap(path -> path.getValue().propertyStream().map(it -> it.getKey() + " " + path.getKey()));
        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(AllEndpoints.of(context).stream(), Stream.of(describing()))
                                .map(it -> it.method().name().toLowerCase(Locale.ROOT) + " " + it.path())
                                .toList());
        assertThat(document.get("openapi").asString()).startsWith("3.1.");
        assertThat(document.at("/servers/0/url").asString()).isEqualTo("/fanout/api/v1");
        assertThat(document.path("components").has("securitySchemes")).isFalse();
    }

    @Test
    void refersOnlyToSchemasThatAreThere() {
        var document = ServedDescription.at(port).document();
        var names = document.at("/components/schemas").propertyNames();

        assertThat(document.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(names).contains(it.replace("#/components/schemas/", "")));
        assertThat(names)
                .allSatisfy(
                        it -> assertThat(document.findValuesAsString("$ref")).contains("#/components/schemas/" + it));
    }

    /** A generated client has a class of each name, far from the endpoint that it belongs to. */
    @Test
    void namesItsOwnAnswersByWhatTheyAreAbout() {
        var own = AllEndpoints.of(context).stream()
                .flatMap(it -> it.contract().answers().values().stream())
                .map(it -> RestJson.MAPPER.constructType(it.type()).getRawClass())
                .filter(it -> it.getPackage().equals(Endpoint.class.getPackage()))
                .map(Class::getSimpleName);

        assertThat(own).isNotEmpty().allMatch(it -> it.matches("([A-Z][a-z]+){2,}"));
    }

    @Test
    void namesEachOperationOnceAndSaysWhatEveryVariableIs() {
        var operations = AllEndpoints.of(context).stream().map(this::operation).toList();

        assertThat(operations)
                .extracting(it -> it.path("operationId").asString())
                .doesNotHaveDuplicates()
                .allMatch(it -> it.matches("[a-z][A-Za-z]+"));
        assertThat(operations)
                .flatExtracting(it -> it.path("parameters").values())
                .filteredOn(it -> it.get("in").asString().equals("path"))
                .extracting(it -> it.path("description").asString())
                .containsOnly(
                        "The id of the event type.",
                        "The id of the event.",
                        "The id of the subscription.",
                        "The id of the operation.",
                        "The id of the erasure.");
    }

    @Test
    void saysWhatAnIdempotencyKeyConsistsOf() {
        var keys = AllEndpoints.of(context).stream()
                .flatMap(it -> operation(it).path("parameters").valueStream())
                .filter(it -> it.get("name").asString().equals("Idempotency-Key"))
                .toList();

        assertThat(keys).hasSize(6).allSatisfy(it -> {
            var schema = it.get("schema");
            assertThat(schema.get("maxLength").asInt()).isEqualTo(202);
            var pattern = schema.get("pattern").asString();
            assertThat("order-7 once").matches(pattern);
            assertThat(List.of("schlüssel", "a\tb", " ", "")).noneMatch(key -> key.matches(pattern));
        });
    }

    /** What asks for the catalog of the bus fails where Temporal is away, though it may look as if it read the log only. */
    @ParameterizedTest
    @CsvSource({
        "get,  /events",
        "post, /events/{type}/publish",
        "post, /events/{type}/publish-and-wait",
        "post, /event-types/{type}/try"
    })
    void saysWhereTemporalMayBeAway(String method, String path) {
        var codes = ServedDescription.at(port)
                .document()
                .path("paths")
                .path(path)
                .path(method)
                .at("/responses/503/content/application~1problem+json/schema/allOf/1/properties/code/enum");

        assertThat(codes.valueStream().map(JsonNode::asString)).contains("FANOUT-006");
    }

    @TestFactory
    Stream<DynamicTest> takesTheParametersThatAreDescribedAndNoOther() {
        return AllEndpoints.of(context).stream()
                .map(it -> DynamicTest.dynamicTest(it.toString(), () -> {
                    var operation = operation(it);
                    var described = operation
                            .path("parameters")
                            .valueStream()
                            .filter(parameter -> parameter.get("in").asString().equals("query"))
                            .map(parameter -> parameter.get("name").asString())
                            .toList();

                    var answer = send(it, it.path().replaceAll("[{}]", "") + "?zzzzzzzz=1", "{}");

                    assertThat(answer.get("detail").asString()).contains("There is no parameter 'zzzzzzzz'");
                    assertThat(known(answer)).containsExactlyElementsOf(described);
                }));
    }

    /** A text of any form is a value of the others. */
    @TestFactory
    Stream<DynamicTest> readsEveryParameterThatHasAForm() {
        return AllEndpoints.of(context).stream()
                .flatMap(it -> it.contract().parameters().stream()
                        .filter(Parameter::isQuery)
                        .filter(parameter -> !parameter.isRepeatable())
                        .filter(parameter -> parameter.schema().size() > 1 || parameter.equals(Parameter.CURSOR))
                        .map(parameter -> DynamicTest.dynamicTest(it + " " + parameter.name(), () -> {
                            var path = "%s?%s=%%21".formatted(it.path().replaceAll("[{}]", ""), parameter.name());

                            assertThat(send(it, path, "{\"payload\": 1}")
                                            .get("detail")
                                            .asString())
                                    .contains("'!'");
                        })));
    }

    @TestFactory
    Stream<DynamicTest> readsTheFieldsThatAreDescribedAndNoOther() {
        return AllEndpoints.of(context).stream()
                .filter(it -> it.contract().body() != null)
                .map(it -> DynamicTest.dynamicTest(it.toString(), () -> {
                    var described = ServedDescription.at(port)
                            .document()
                            .at("/components/schemas/%s/properties"
                                    .formatted(it.contract().body()))
                            .propertyNames();

                    var answer = send(it, it.path().replaceAll("[{}]", ""), "{\"zzzzzzzz\": 1}");

                    assertThat(answer.get("detail").asString()).contains("unknown field 'zzzzzzzz'");
                    assertThat(known(answer)).containsExactlyInAnyOrderElementsOf(described);
                }));
    }

    @Test
    void describesEveryOptionOfAPublish() {
        var options = ServedDescription.at(port).document().at("/components/schemas/PublishOptions/properties");

        assertThat(options.propertyNames()).containsExactlyInAnyOrderElementsOf(RequestedOptions.NAMES);
    }

    private JsonNode operation(Endpoint endpoint) {
        return ServedDescription.at(port)
                .document()
                .path("paths")
                .path(endpoint.path())
                .path(endpoint.method().name().toLowerCase(Locale.ROOT));
    }

    private JsonNode send(Endpoint endpoint, String path, String body) throws Exception {
        var calls = new Calls(port);
        return json(endpoint.method().name().equals("GET") ? calls.get(path) : calls.post(path, body));
    }

    /** As the hint of a refusal has them. */
    private static List<String> known(JsonNode refusal) {
        var hint = refusal.get("hint").asString();
        return hint.contains("Known are: ")
                ? Arrays.stream(hint.replaceAll(".*Known are: |\\.$", "").split(", "))
                        .toList()
                : List.of();
    }

    private static Endpoint describing() {
        return DescriptionResource.described(List.of(), access -> List.of()).get(0);
    }
}
