package sh.fanout.catalog;

import java.util.List;

/**
 * An event type with its schemas.
 *
 * @param schemas all that were ever accepted, in that order; a version has several while builds of its service differ
 */
public record DefinedEventType(EventTypeSummary summary, List<Schema> schemas) {

    public DefinedEventType {
        schemas = List.copyOf(schemas);
    }

    /**
     * What payloads of a version may be.
     *
     * @param json a JSON Schema (draft-07), as text
     * @param service who has declared it
     * @param place where it is written, for people
     */
    public record Schema(String version, String json, String service, String place) {}
}
