package sh.fanout.workflows.temporal;

import java.nio.file.FileSystemException;
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
        var line = message(root).strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
        return Excerpt.of(line, MAX_LENGTH);
    }

    private static String message(Throwable root) {
        var message = root.getMessage();
        // A file system often names the file only, and by the class what happened to it.
        return message == null || (root instanceof FileSystemException file && file.getReason() == null)
                ? root.toString()
                : message;
    }
}
