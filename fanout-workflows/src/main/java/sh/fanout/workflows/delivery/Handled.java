package sh.fanout.workflows.delivery;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The result of a handler's activity that went well.
 *
 * @param output what the handler returned; {@code null} for nothing, or when it is too large to keep
 */
public record Handled(AttemptLog attempts, @Nullable JsonNode output) {

    private static final int MAX_OUTPUT_CHARS = 64 << 10;

    static Handled of(AttemptLog attempts, @Nullable JsonNode output) {
        var fits = output != null && output.toString().length() <= MAX_OUTPUT_CHARS;
        return new Handled(attempts, fits ? output : null);
    }
}
