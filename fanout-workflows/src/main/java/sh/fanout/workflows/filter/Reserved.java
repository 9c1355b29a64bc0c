package sh.fanout.workflows.filter;

import tools.jackson.databind.JsonNode;

/** The keys of a filter that are no field of the payload. */
enum Reserved {
    TAGS("$tags"),
    METADATA("$metadata");

    private final String key;

    Reserved(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    JsonNode of(FilterSubject event) {
        return this == TAGS ? event.tags() : event.metadata();
    }
}
