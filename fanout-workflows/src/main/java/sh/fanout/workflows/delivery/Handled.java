package sh.fanout.workflows.delivery;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The result of a handler's activity that went well.
 *
 * @param output what the handler returned; {@code null} for nothing, or when it is too large to keep
 * @param dropped why the output is not kept; {@code null} if it is, or if there is none
 */
public record Handled(
        AttemptLog attempts,
        @Nullable JsonNode output,
        @Nullable String dropped) {

    private static final int MAX_OUTPUT_CHARS = 64 << 10;

    static Handled of(AttemptLog attempts, @Nullable JsonNode output) {
        var length = output == null ? 0 : output.toString().length();
        return length <= MAX_OUTPUT_CHARS
                ? new Handled(attempts, output, null)
                : new Handled(
                        attempts,
                        null,
                        "the output has %,d characters of JSON; at most %,d are kept"
                                .formatted(length, MAX_OUTPUT_CHARS));
    }
}
