package sh.fanout.spring.rest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import sh.fanout.ErrorCode;
import sh.fanout.spring.access.Access;
import sh.fanout.spring.access.Refusals;
import sh.fanout.spring.access.SameOrigin;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Describes the endpoints as OpenAPI 3.1: their addresses and contracts as they are, their answers as they are written. */
final class OpenApi {

    private static final JsonMapper MAPPER = RestJson.MAPPER;
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /** Whose id stands behind the first segment of a path. */
    private static final Map<String, String> OWNERS = Map.of(
            "events", "event",
            "dead-letters", "event",
            "subscriptions", "subscription",
            "operations", "operation",
            "erasures", "erasure");

    private static final List<String> LOGINS = List.of("basic", "bearer");

    private final Function<Access, List<String>> authorities;
    private final ObjectNode document = MAPPER.createObjectNode();
    private final ObjectNode schemas;
    private final WrittenSchemas written;

    private OpenApi(Function<Access, List<String>> authorities) {
        this.authorities = authorities;
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Fanout")
                .put("version", "1")
                .put("description", "Durable pub/sub: publish events, look at them, and act on their deliveries.");
        schemas = document.withObject("/components/schemas");
        written = new WrittenSchemas(MAPPER, schemas);
    }

    static ObjectNode of(List<Endpoint> endpoints, Function<Access, List<String>> authorities) {
        var description = new OpenApi(authorities);
        description.describeLogins();
        description.describeBodies();
        endpoints.forEach(description::describe);
        return description.document;
    }

    private boolean asksForLogin() {
        return !authorities.apply(Access.VIEW).isEmpty();
    }

    private void describeLogins() {
        if (asksForLogin()) {
            var schemes = document.withObject("/components/securitySchemes");
            LOGINS.forEach(it -> schemes.putObject(it)
                    .put("type", "http")
                    .put("scheme", it)
                    .put("description", "If the application takes it; Spring Security decides."));
        }
    }

    private void describeBodies() {
        RequestBody.schemas().forEach((name, schema) -> {
            var own = schema.deepCopy();
            if (asksForLogin() && own.at("/properties/who").isObject()) {
                own.putArray("required").add("why");
            }
            schemas.set(name, own);
        });
    }

    private void describe(Endpoint endpoint) {
        var contract = endpoint.contract();
        var operation = document.withObject("/paths")
                .withObjectProperty(endpoint.path())
                .putObject(endpoint.method().name().toLowerCase(Locale.ROOT));
        operation.put("operationId", contract.id()).put("summary", contract.summary());
        describeParameters(endpoint, operation);
        if (contract.body() != null) {
            operation
                    .putObject("requestBody")
                    .put("required", true)
                    .withObject("/content/application~1json/schema")
                    .setAll(WrittenSchemas.reference(MAPPER, contract.body()));
        }
        describeSecurity(endpoint, operation);
        describeAnswers(endpoint, operation.putObject("responses"));
    }

    private void describeParameters(Endpoint endpoint, ObjectNode operation) {
        var parameters = operation.putArray("parameters");
        for (var variable : variables(endpoint)) {
            parameters
                    .addObject()
                    .put("name", variable)
                    .put("in", "path")
                    .put("description", "The id of the %s.".formatted(named(variable, endpoint.path())))
                    .put("required", true)
                    .putObject("schema")
                    .put("type", "string");
        }
        var all = new ArrayList<>(endpoint.contract().parameters());
        if (endpoint.access().changes()) {
            all.add(Parameter.header(SameOrigin.HEADER, "Any value lets a page of another site send this."));
        }
        all.forEach(it -> parameters
                .addObject()
                .put("name", it.name())
                .put("in", it.place())
                .put("description", it.description())
                .set("schema", MAPPER.valueToTree(it.schema())));
    }

    /** What a variable of a path is the id of. */
    private static String named(String variable, String path) {
        return switch (variable) {
            case "type" -> "event type";
            case "id" -> Objects.requireNonNull(OWNERS.get(path.split("/", 3)[1]), path);
            default -> variable;
        };
    }

    private static List<String> variables(Endpoint endpoint) {
        return VARIABLE.matcher(endpoint.path())
                .results()
                .map(it -> it.group(1))
                .toList();
    }

    private void describeSecurity(Endpoint endpoint, ObjectNode operation) {
        var enough = authorities.apply(endpoint.access());
        if (!enough.isEmpty()) {
            var alternatives = operation.putArray("security");
            LOGINS.forEach(it -> alternatives.addObject().putArray(it).add(enough.get(0)));
        }
    }

    private void describeAnswers(Endpoint endpoint, ObjectNode responses) {
        endpoint.contract()
                .answers()
                .forEach((status, answer) -> response(responses, status, answer.meaning(), MediaType.APPLICATION_JSON)
                        .setAll(written.of(answer.type())));
        refusals(endpoint).forEach((status, codes) -> {
            var titles = codes.stream().map(ErrorCode::title).collect(Collectors.joining("; "));
            var schema = response(responses, status, titles, MediaType.APPLICATION_PROBLEM_JSON);
            var both = schema.putArray("allOf").add(written.of(Problem.class));
            var words = both.addObject().withObject("/properties/code").putArray("enum");
            codes.forEach(it -> words.add(it.id()));
        });
    }

    private static ObjectNode response(ObjectNode responses, HttpStatus status, String description, MediaType type) {
        var response = responses.putObject(Integer.toString(status.value())).put("description", description);
        return response.putObject("content").putObject(type.toString()).putObject("schema");
    }

    private Map<HttpStatus, Set<ErrorCode>> refusals(Endpoint endpoint) {
        var refusals = new TreeMap<HttpStatus, Set<ErrorCode>>();
        codes(endpoint)
                .forEach(it -> refusals.computeIfAbsent(Refusals.status(it), status -> new LinkedHashSet<>())
                        .add(it));
        refusals.put(HttpStatus.UNSUPPORTED_MEDIA_TYPE, Set.of(ErrorCode.INVALID_REQUEST));
        return refusals;
    }

    private Collection<ErrorCode> codes(Endpoint endpoint) {
        var codes = new LinkedHashSet<>(List.of(
                ErrorCode.INVALID_REQUEST, ErrorCode.NOT_ALLOWED, ErrorCode.REQUEST_FAILED, ErrorCode.NOT_RUNNING));
        if (asksForLogin()) {
            codes.addAll(List.of(ErrorCode.NOT_AUTHENTICATED, ErrorCode.ROLE_MISSING));
        }
        if (endpoint.contract().body() != null) {
            codes.addAll(List.of(ErrorCode.MALFORMED_JSON, ErrorCode.PAYLOAD_TOO_LARGE));
        }
        codes.addAll(endpoint.contract().refusals());
        return codes;
    }
}
