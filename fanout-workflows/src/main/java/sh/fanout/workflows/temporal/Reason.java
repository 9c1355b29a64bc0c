package sh.fanout.workflows.temporal;

import java.util.Objects;
import java.util.stream.Stream;

/** Why something failed, as the sentence of an error message ends with it. */
public final class Reason {

    private static final int MAX_LENGTH = 300;

    /** Causes can go round in a circle. */
    private static final int MAX_CAUSES = 20;

    private Reason() {}

    /** What the innermost cause says, on one line, without its full stop. */
    public static String of(Throwable failure) {
        var root = root(failure);
        var message = root.getMessage() == null ? root.toString() : root.getMessage();
        var line = message.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
        return Excerpt.of(line, MAX_LENGTH);
    }

    /** The innermost cause. */
    public static Throwable root(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES)
                .reduce(failure, (outer, inner) -> inner);
    }
}
