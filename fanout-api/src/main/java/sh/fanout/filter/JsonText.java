package sh.fanout.filter;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** JSON without white space, made of parts that are JSON already. */
final class JsonText {

    private static final String OPERANDS = "A filter compares strings, finite numbers and booleans.";

    private JsonText() {}

    static String object(Map<String, String> keys) {
        return keys.entrySet().stream()
                .map(key -> string(key.getKey()) + ":" + key.getValue())
                .collect(joining(",", "{", "}"));
    }

    static String list(List<String> items) {
        return items.stream().collect(joining(",", "[", "]"));
    }

    /** One list of the items of two, neither of them empty. */
    static String joined(String list, String other) {
        return list.substring(0, list.length() - 1) + "," + other.substring(1);
    }

    static boolean areObjects(String list) {
        return list.startsWith("[{");
    }

    static Map<String, String> nested(List<String> path, String value) {
        var inner = path.size() == 1 ? value : object(nested(path.subList(1, path.size()), value));
        return Map.of(path.get(0), inner);
    }

    static List<String> path(String... keys) {
        var unusable = Stream.of(present(keys, "path"))
                .filter(key -> present(key, "key").startsWith("$"))
                .findFirst();
        if (keys.length == 0 || unusable.isPresent()) {
            throw refusal(
                    unusable.map("A filter cannot name the field '%s'."::formatted)
                            .orElse("A field needs a name."),
                    "Give each key of its path from the outside in; those with a '$' in front belong to the filter language.");
        }
        return List.of(keys);
    }

    static List<String> values(@Nullable Object... values) {
        if (present(values, "list").length == 0) {
            throw refusal(
                    "A list of values is empty, and would mean anything.",
                    "Give at least one; if none is wanted, do not subscribe.");
        }
        return Stream.of(values).map(JsonText::value).toList();
    }

    static String value(@Nullable Object value) {
        if (value instanceof String text) {
            return string(text);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        throw refusal(
                "A filter cannot compare with a %s."
                        .formatted(present(value, "operand").getClass().getName()),
                OPERANDS);
    }

    static String number(Number number) {
        try {
            return new BigDecimal(present(number, "number").toString()).toString();
        } catch (NumberFormatException e) {
            throw refusal("A filter cannot compare with %s.".formatted(number), OPERANDS);
        }
    }

    static String string(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(present(text, "string"))) {
            throw refusal(
                    "A string of the filter has half a surrogate pair.",
                    "Use whole characters, never one half of a pair.");
        }
        var json = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(character -> escape((char) character, json));
        return json.append('"').toString();
    }

    private static void escape(char character, StringBuilder json) {
        switch (character) {
            case '"', '\\' -> json.append('\\').append(character);
            case '\b' -> json.append("\\b");
            case '\t' -> json.append("\\t");
            case '\n' -> json.append("\\n");
            case '\f' -> json.append("\\f");
            case '\r' -> json.append("\\r");
            default -> {
                if (character < ' ') {
                    json.append("\\u%04X".formatted((int) character));
                } else {
                    json.append(character);
                }
            }
        }
    }

    // Callers without null checks of their own pass null to what NullAway believes present.
    static <V> V present(@Nullable V value, String what) {
        if (value == null) {
            throw refusal(
                    "A %s of the filter is null.".formatted(what),
                    "Ask for null with isNull(true), and for a missing field with exists(false).");
        }
        return value;
    }

    static FanoutException refusal(String problem, String hint) {
        return new FanoutException(ErrorCode.INVALID_FILTER, problem, hint);
    }
}
