package sh.fanout.workflows.schema;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.everit.json.schema.ValidationException;
import sh.fanout.Violation;

/** The validator's tree of failures as a flat list, in the order of the payload. */
final class Violations {

    private static final int MOST = 1_000;
    private static final Set<String> ALTERNATIVES = Set.of("anyOf", "oneOf");
    private static final Set<String> NAME_IN_MESSAGE = Set.of("required", "dependencies", "additionalProperties");

    private Violations() {}

    /** @param places of all values of the payload; may be empty if there is only one failure */
    static List<Violation> of(ValidationException failure, Map<String, Integer> places) {
        var leaves = leaves(failure, List.of()).toList();
        var explained =
                leaves.stream().filter(leaf -> !leaf.isType()).map(Leaf::names).collect(toSet());
        return leaves.stream()
                .filter(leaf -> !leaf.isType() || !explained.contains(leaf.names()))
                .sorted(comparing(leaf -> leaf.place(places)))
                .limit(MOST)
                .map(leaf -> new Violation(leaf.pointer(), leaf.message()))
                .distinct()
                .toList();
    }

    private record Leaf(List<String> names, String message, String keyword) {

        boolean isType() {
            return keyword.equals("type");
        }

        boolean isTypeOf(List<String> place) {
            return isType() && names.equals(place);
        }

        String pointer() {
            return Pointers.of(names);
        }

        /** Of the value itself, or of the object that lacks it. */
        int place(Map<String, Integer> places) {
            var parent = Pointers.of(names.subList(0, Math.max(0, names.size() - 1)));
            return places.getOrDefault(pointer(), places.getOrDefault(parent, 0));
        }
    }

    private static Stream<Leaf> leaves(ValidationException failure, List<String> outer) {
        var names = names(failure, outer);
        var causes = failure.getCausingExceptions();
        if (causes.isEmpty()) {
            return Stream.of(leaf(failure, names));
        }
        if (ALTERNATIVES.contains(keyword(failure))) {
            var alternatives = causes.stream().map(cause -> leaves(cause, names).toList());
            return nearest(names, alternatives.toList()).stream();
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
     * The alternative that was probably meant: one of the right type whose constants fit (the type of a sealed interface),
     * with the fewest failures. If none has the right type, all that they wanted.
     */
    private static List<Leaf> nearest(List<String> place, List<List<Leaf>> alternatives) {
        if (alternatives.stream()
                .allMatch(some -> some.size() == 1 && some.get(0).isTypeOf(place))) {
            var wanted =
                    alternatives.stream().map(some -> some.get(0).message()).sorted();
            return List.of(new Leaf(place, wanted.distinct().collect(joining(", or ")), "type"));
        }
        return alternatives.stream()
                .min(comparing((List<Leaf> some) -> some.stream()
                                .anyMatch(leaf ->
                                        leaf.isTypeOf(place) || leaf.keyword().equals("const")))
                        .thenComparing(List::size))
                .orElseThrow();
    }

    private static Leaf leaf(ValidationException failure, List<String> names) {
        var keyword = keyword(failure);
        if (!NAME_IN_MESSAGE.contains(keyword)) {
            return new Leaf(names, Expected.of(failure), keyword);
        }
        var message = failure.getErrorMessage();
        var all = new ArrayList<>(names);
        all.add(message.substring(message.indexOf('[') + 1, message.lastIndexOf(']')));
        return new Leaf(all, keyword.equals("additionalProperties") ? "is not allowed" : "is required", keyword);
    }

    /** A failure that only wraps others has none. */
    private static String keyword(ValidationException failure) {
        return String.valueOf(failure.getKeyword());
    }
}
