package sh.fanout.dashboard.whynot;

import static java.util.stream.Collectors.joining;

import java.util.stream.Stream;

/** Fields as people name them: {@code customer.country}, {@code tags}, {@code metadata.region}. Pure. */
final class FieldPath {

    private FieldPath() {}

    /** The field at a JSON pointer; empty for the payload as a whole. */
    static String of(String pointer) {
        return Stream.of(pointer.split("/"))
                .skip(1)
                .map(it -> it.replace("~1", "/").replace("~0", "~"))
                .map(FieldPath::name)
                .collect(joining("."));
    }

    static String below(String path, String name) {
        return path.isEmpty() ? name(name) : path + "." + name(name);
    }

    private static String name(String name) {
        return name.equals("$tags") || name.equals("$metadata") ? name.substring(1) : name;
    }
}
