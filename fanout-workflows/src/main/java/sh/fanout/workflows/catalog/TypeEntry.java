package sh.fanout.workflows.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * An event type with every schema that was ever accepted for it.
 *
 * @param schemas in the order of acceptance
 */
public record TypeEntry(String id, String description, List<Schema> schemas) {

    public TypeEntry {
        schemas = List.copyOf(schemas);
    }

    /**
     * One accepted schema. A version may have several while builds of its service differ; an event of that version is
     * valid if it fits one of them, so that a rolling deploy refuses nobody's events.
     */
    public record Schema(String version, String hash, String json, String service, String place) {}

    public List<Schema> schemasOf(String version) {
        return schemas.stream().filter(it -> it.version().equals(version)).toList();
    }

    /** The version that was accepted last. */
    public String newestVersion() {
        return schemas.get(schemas.size() - 1).version();
    }

    TypeEntry with(Declaration.Type type, String service) {
        var all = new ArrayList<>(schemas);
        if (all.stream()
                .noneMatch(
                        it -> it.version().equals(type.version()) && it.hash().equals(type.schemaHash()))) {
            all.add(new Schema(type.version(), type.schemaHash(), type.schema(), service, type.place()));
        }
        return new TypeEntry(id, type.description().isEmpty() ? description : type.description(), all);
    }
}
