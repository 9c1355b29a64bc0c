package sh.fanout.workflows.schema;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.everit.json.schema.ValidationException;
import sh.fanout.Violation;
import tools.jackson.databind.JsonNode;

/** The validator's tree of failures as a flat list, in the order of the payload. */
final class Violations {

    private static final int MOST = 1_000;
    private static final Set<String> ALTERNATIVES = Set.of("anyOf", "oneOf");
    private static final Set<String> NAME_IN_MESSAGE = Set.of("required", "dependencies", "additionalProperties");

    private Violations() {}

    static List<Violation> of(ValidationException failure, JsonNode payload) {
        var positions = new HashMap<String, Integer>();
        number(payload, "", positions);
        return leaves(failure, List.of())
                .sorted(comparing(leaf -> leaf.position(positions)))
                .limit(MOST)
                .map(leaf -> new Violation(leaf.pointer(), leaf.message()))
                .distinct()
                .toList();
    }

    private record Leaf(List<String> names, String message, String keyword) {

        String pointer() {
            return Pointers.of(names);
        }

        /** Of the value itself, or of the object that lacks it. */
        int position(Map<String, Integer> positions) {
            var parent = Pointers.of(names.subList(0, Math.max(0, names.size() - 1)));
            return positions.getOrDefault(pointer(), positions.getOrDefault(parent, 0));
        }
    }

    private static Stream<Leaf> leaves(ValidationException failure, List<String> outer) {
        var names = names(failure, outer);
        var causes = failure.getCausingExceptions();
        if (causes.isEmpty()) {
            return Stream.of(leaf(failure, names));
        }
        if (ALTERNATIVES.contains(failure.getKeyword())) {
            return nearest(
                    causes.stream().map(cause -> leaves(cause, names).toList()).toList())
                    .stream();
        }
        return causes.stream().flatMap(cause -> leaves(cause, names));
    }

    /**
     * The names on the way to the failure. The validator escapes those it shares with the failure above twice, or more
     * often, so they are taken from there.
     */
    private static List<String> names(ValidationException failure, List<String> outer) {
        var own = Pointers.names(failure.getPointerToViolation());
        var names = new ArrayList<>(outer);
        names.addAll(own.subList(outer.size(), own.size()));
        return names;
    }

    /**
     * The alternative that was probably meant: one whose constants fit (the type of a sealed interface), with the fewest
     * failures. If none has the right type, all that they wanted.
     */
    private static List<Leaf> nearest(List<List<Leaf>> alternatives) {
        var first = alternatives.get(0).get(0);
        if (alternatives.stream().allMatch(some -> some.size() == 1 && isSameTypeFailure(some.get(0), first))) {
            var message = alternatives.stream()
                    .map(some -> some.get(0).message())
                    .sorted()
                    .distinct();
            return List.of(new Leaf(first.names(), message.collect(joining(", or ")), "type"));
        }
        return alternatives.stream()
                .min(comparing((List<Leaf> some) ->
                                some.stream().anyMatch(leaf -> leaf.keyword().equals("const")))
                        .thenComparing(List::size))
                .orElseThrow();
    }

    private static boolean isSameTypeFailure(Leaf leaf, Leaf other) {
        return leaf.keyword().equals("type") && leaf.names().equals(other.names());
    }

    private static Leaf leaf(ValidationException failure, List<String> names) {
        var keyword = String.valueOf(failure.getKeyword());
        if (!NAME_IN_MESSAGE.contains(keyword)) {
            return new Leaf(names, Wording.of(failure), keyword);
        }
        var message = failure.getErrorMessage();
        var all = new ArrayList<>(names);
        all.add(message.substring(message.indexOf('[') + 1, message.lastIndexOf(']')));
        return new Leaf(all, keyword.equals("additionalProperties") ? "is not allowed" : "is required", keyword);
    }

    private static void number(JsonNode node, String pointer, Map<String, Integer> positions) {
        positions.put(pointer, positions.size());
        for (var i = 0; i < (node.isArray() ? node.size() : 0); i++) {
            number(node.get(i), pointer + "/" + i, positions);
        }
        node.properties()
                .forEach(property ->
                        number(property.getValue(), pointer + "/" + Pointers.escape(property.getKey()), positions));
    }
}
