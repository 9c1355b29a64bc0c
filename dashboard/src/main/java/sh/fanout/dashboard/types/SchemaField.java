package sh.fanout.dashboard.types;

import java.util.List;

/**
 * A field of a payload, as its schema has it.
 *
 * @param depth in how many others it is
 * @param name its own name; with brackets if it is an array, of whose elements the fields below it are
 * @param type such as {@code string or null}
 * @param description what it means; empty if the schema does not say
 * @param rules what its values must keep to, each in a few words
 */
public record SchemaField(
        int depth, String name, String type, boolean required, String description, List<String> rules) {

    public SchemaField {
        rules = List.copyOf(rules);
    }

    /** The name, moved to the right by how deep it is. */
    public String indented() {
        return "\u00a0\u00a0".repeat(depth) + name;
    }
}
