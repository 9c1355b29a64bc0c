package sh.fanout.dashboard.deadletters;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The error of a delivery, in the parts that a list shows.
 *
 * @param message what went wrong
 * @param exception the class that says so, without its package; {@code null} if no exception does
 */
public record ErrorText(String message, @Nullable String exception) {

    /** It gives no package back ({@code ++}), or each would take a frame of the stack, and an error may be all dots. */
    private static final Pattern EXCEPTION = Pattern.compile(
            "(?:[\\p{L}_$][\\p{L}\\p{N}_$]*+\\.)++([\\p{L}_$][\\p{L}\\p{N}_$]*)(?:: (.*))?", Pattern.DOTALL);

    /** The parts of an error, as attempts and groups have it. */
    public static ErrorText of(String error) {
        var parts = EXCEPTION.matcher(error.strip());
        if (!parts.matches()) {
            return new ErrorText(error.strip(), null);
        }
        var message = parts.group(2);
        var silent = message == null || message.isBlank() || message.equals("null");
        return new ErrorText(silent ? parts.group(1) : message, parts.group(1));
    }
}
