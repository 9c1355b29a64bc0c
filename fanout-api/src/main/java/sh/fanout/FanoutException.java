package sh.fanout;

import org.jspecify.annotations.Nullable;

/**
 * Everything that Fanout refuses: what is wrong with which thing, and the way out.
 *
 * <p>The message has it all in one line; {@link #problem()}, {@link #hint()} and {@link #code()} are its parts.
 */
public class FanoutException extends RuntimeException {

    private final ErrorCode code;
    private final String problem;
    private final String hint;

    public FanoutException(ErrorCode code, String problem, String hint) {
        this(code, problem, hint, null);
    }

    public FanoutException(ErrorCode code, String problem, String hint, @Nullable Throwable cause) {
        super("%s %s (%s)".formatted(problem, hint, code.id()), cause);
        this.code = code;
        this.problem = problem;
        this.hint = hint;
    }

    /** The number by which this mistake is known. */
    public ErrorCode code() {
        return code;
    }

    /** What is wrong, as a sentence that names the thing and the value. */
    public String problem() {
        return problem;
    }

    /** What to write or do instead, as a sentence. */
    public String hint() {
        return hint;
    }
}
