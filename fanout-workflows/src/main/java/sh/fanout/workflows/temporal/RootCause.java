package sh.fanout.workflows.temporal;

import java.util.Objects;
import java.util.stream.Stream;

/** The innermost cause of a failure: what really went wrong. */
public final class RootCause {

    private static final int MAX_LENGTH = 300;

    /** Causes can go round in a circle. */
    private static final int MAX_CAUSES = 20;

    private RootCause() {}

    public static Throwable of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES)
                .reduce(failure, (outer, inner) -> inner);
    }

    /** What it says, as a sentence can end with it: on one line, without its full stop. */
    public static String inWords(Throwable failure) {
        var root = of(failure);
        var message = root.getMessage() == null ? root.toString() : root.getMessage();
        var line = message.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
        return Excerpt.of(line, MAX_LENGTH);
    }
}
