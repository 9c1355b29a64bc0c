package sh.fanout.workflows.schema;

import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** JSON pointers (RFC 6901), and the names they are made of. */
public final class Pointers {

    private Pointers() {}

    /** A name as it stands in a pointer. */
    public static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    static String of(List<String> names) {
        return names.stream().map(name -> "/" + escape(name)).collect(joining());
    }

    static List<String> names(String pointer) {
        return Stream.of(pointer.split("/", -1))
                .skip(1)
                .map(name -> name.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    /** The pointer that a reference such as {@code #/definitions/a%20b} holds behind its hash. */
    public static String ofFragment(String reference) {
        return URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
