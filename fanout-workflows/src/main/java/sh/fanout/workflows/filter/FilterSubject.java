package sh.fanout.workflows.filter;

import java.util.List;
import java.util.Map;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An event as filters see it; made once per event, and used by any number of them. Not changed by them. */
public final class FilterSubject {

    private final JsonNode payload;
    private final JsonNode tags;
    private final JsonNode metadata;

    /** @param payload from {@link sh.fanout.workflows.schema.PayloadReader} */
    public FilterSubject(JsonNode payload, List<String> tags, Map<String, String> metadata) {
        this.payload = payload;
        var array = FanoutJson.MAPPER.createArrayNode();
        tags.forEach(array::add);
        this.tags = array;
        this.metadata = object(metadata);
    }

    private static ObjectNode object(Map<String, String> metadata) {
        var object = FanoutJson.MAPPER.createObjectNode();
        metadata.forEach(object::put);
        return object;
    }

    JsonNode payload() {
        return payload;
    }

    JsonNode tags() {
        return tags;
    }

    JsonNode metadata() {
        return metadata;
    }
}
