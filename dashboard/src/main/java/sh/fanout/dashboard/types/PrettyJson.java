package sh.fanout.dashboard.types;

import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;

/** JSON as people write it: one member a line. */
final class PrettyJson {

    private static final Separators SEPARATORS =
            Separators.createDefaultInstance().withObjectNameValueSpacing(Spacing.AFTER);
    private static final ObjectWriter WRITER = FanoutJson.MAPPER.writer().with(new DefaultPrettyPrinter(SEPARATORS));

    private PrettyJson() {}

    static String of(JsonNode json) {
        return WRITER.writeValueAsString(json);
    }
}
