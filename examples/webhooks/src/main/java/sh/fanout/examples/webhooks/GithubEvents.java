package sh.fanout.examples.webhooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import sh.fanout.EventType;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events that GitHub documents, as event types: {@code github.push}, and {@code github.issues.opened} where an event
 * has actions.
 */
record GithubEvents(Map<String, Kind> byName) {

    private static final ClassPathResource DOCUMENTED = new ClassPathResource("github-events.json");

    /**
     * One event of GitHub.
     *
     * @param always the objects that each of its payloads has
     * @param actions what can have happened; empty if the event says it all, or if its actions are anybody's
     */
    record Kind(List<String> always, List<String> actions) {}

    static GithubEvents documented() {
        try (var json = DOCUMENTED.getInputStream()) {
            return new GithubEvents(new JsonMapper().readValue(json, new TypeReference<>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The event type of a webhook; an action that is not known here is left to the type of the event as a whole.
     *
     * @return empty for an event that is not known here
     */
    Optional<String> typeOf(String event, String action) {
        return Optional.ofNullable(byName.get(event))
                .map(kind -> kind.actions().contains(action) ? id(event, action) : id(event));
    }

    Stream<EventType<JsonNode>> types() {
        return byName.entrySet().stream().flatMap(entry -> types(entry.getKey(), entry.getValue()));
    }

    private static Stream<EventType<JsonNode>> types(String event, Kind kind) {
        var actions = kind.actions().stream().map(action -> id(event, action));
        return Stream.concat(Stream.of(id(event)), actions)
                .map(id -> EventType.of(id, JsonNode.class)
                        .description("GitHub's webhook '%s'".formatted(id.substring("github.".length())))
                        .schema(schema(kind)));
    }

    private static String schema(Kind kind) {
        var mapper = new JsonMapper();
        var schema = mapper.createObjectNode().put("type", "object");
        var properties = schema.putObject("properties");
        properties.putObject("action").put("type", "string");
        kind.always().forEach(name -> properties.putObject(name).put("type", "object"));
        return schema.set("required", mapper.valueToTree(kind.always())).toString();
    }

    private static String id(String event) {
        return "github." + event;
    }

    private static String id(String event, String action) {
        return id(event) + "." + action;
    }
}
