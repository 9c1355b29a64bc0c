package sh.fanout.dashboard.types;

import sh.fanout.catalog.DefinedEventType;
import sh.fanout.dashboard.page.PrettyJson;
import sh.fanout.dashboard.schema.SchemaPart;

/**
 * A schema as the page of its type shows it.
 *
 * @param json with one member a line
 */
public record ShownSchema(String version, String service, String place, SchemaTable table, String json) {

    static ShownSchema of(DefinedEventType.Schema schema) {
        var parsed = SchemaPart.of(schema.json());
        return new ShownSchema(
                schema.version(),
                schema.service(),
                schema.place(),
                SchemaTable.of(parsed),
                PrettyJson.of(parsed.document().toString()));
    }
}
