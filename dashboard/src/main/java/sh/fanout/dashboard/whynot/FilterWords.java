package sh.fanout.dashboard.whynot;

import static java.util.stream.Collectors.joining;

import java.util.stream.Stream;
import sh.fanout.dashboard.page.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Filters as people read them: <code>{"amount":[{"$gte":1000}],"country":["DE","AT"]}</code> is
 * {@code amount ≥ 1000 and country in ["DE", "AT"]}. Pure.
 */
public final class FilterWords {

    private FilterWords() {}

    /** A whole filter; as it stands if it is none. */
    public static String of(String json) {
        return clause("", json);
    }

    /** A clause on the field at a path; as it stands if it is none, since long ones are cut. */
    static String clause(String path, String json) {
        try {
            return clause(path, Json.read(json), true);
        } catch (JacksonException cut) {
            return path.isEmpty() ? json : "%s: %s".formatted(path, json);
        }
    }

    /** @param alone whether no other clause stands beside it, so that it needs no parentheses */
    private static String clause(String path, JsonNode clause, boolean alone) {
        if (clause.isArray()) {
            return list(path, clause);
        }
        return path.isEmpty()
                        || clause.size() < 2
                        || isReserved(clause.propertyNames().iterator().next())
                ? keys(path, clause, alone)
                : "%s has (%s)".formatted(path, keys("", clause, true));
    }

    private static String list(String path, JsonNode list) {
        if (list.isEmpty()) {
            return path + " is anything";
        }
        if (list.get(0).isObject()) {
            return all(path, list, list.size() == 1);
        }
        return list.size() == 1 ? "%s = %s".formatted(path, list.get(0)) : "%s in %s".formatted(path, values(list));
    }

    private static String keys(String path, JsonNode object, boolean alone) {
        return object.isEmpty()
                ? "everything"
                : object.properties().stream()
                        .map(it -> key(path, it.getKey(), it.getValue(), alone && object.size() == 1))
                        .collect(joining(" and "));
    }

    private static String key(String path, String name, JsonNode value, boolean alone) {
        return switch (name) {
            case "$and" -> all(path, value, alone && value.size() == 1);
            case "$or" -> any(path, value, alone);
            default ->
                isOperator(name) ? operator(path, name, value) : clause(FieldPath.below(path, name), value, alone);
        };
    }

    private static String all(String path, JsonNode objects, boolean alone) {
        return objects.valueStream().map(it -> keys(path, it, alone)).collect(joining(" and "));
    }

    private static String any(String path, JsonNode objects, boolean alone) {
        var words = objects.valueStream().map(it -> keys(path, it, false)).collect(joining(" or "));
        return alone || objects.size() == 1 ? words : "(%s)".formatted(words);
    }

    private static String operator(String path, String name, JsonNode operand) {
        return path
                + switch (name) {
                    case "$gt" -> " > " + operand;
                    case "$gte" -> " ≥ " + operand;
                    case "$lt" -> " < " + operand;
                    case "$lte" -> " ≤ " + operand;
                    case "$between" -> " from %s to %s".formatted(operand.path(0), operand.path(1));
                    case "$startsWith" -> " starts with " + operand;
                    case "$endsWith" -> " ends with " + operand;
                    case "$ignoreCaseEquals" -> " is %s in any case".formatted(operand);
                    case "$exists" -> operand.asBoolean() ? " is there" : " is missing";
                    case "$isNull" -> operand.asBoolean() ? " is null" : " is not null";
                    case "$includes" -> " includes " + values(operand);
                    case "$anythingBut", "$not" -> operand.isArray() ? " not in " + values(operand) : " ≠ " + operand;
                    default -> " %s %s".formatted(name, operand);
                };
    }

    private static String values(JsonNode operand) {
        return operand.isArray()
                ? operand.valueStream().map(JsonNode::toString).collect(joining(", ", "[", "]"))
                : operand.toString();
    }

    private static boolean isOperator(String name) {
        return isReserved(name) && Stream.of("$tags", "$metadata").noneMatch(name::equals);
    }

    private static boolean isReserved(String name) {
        return name.startsWith("$");
    }
}
