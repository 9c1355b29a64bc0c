package sh.fanout.workflows.delivery;

import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.workflows.temporal.Excerpt;

/**
 * Handlers' exceptions as Temporal and the log take them: bounded, and without classes that nobody else has. They are benign
 * to Temporal's SDK, which else logs each with a stack that says nothing of the handler; {@link FailedAttempt} does it.
 */
final class Failures {

    /** The type of the failure of a delivery whose event's life has ended. */
    static final String EXPIRED = "Expired";

    private static final int MAX_MESSAGE = 500;
    private static final int MAX_STACK = 8_000;

    private Failures() {}

    /** Tells the server to call again; small, since the server keeps little of it between attempts. */
    static ApplicationFailure retryable(Throwable failure, Duration delay) {
        return ApplicationFailure.newBuilder()
                .setType(failure.getClass().getName())
                .setMessage(message(failure))
                .setNextRetryDelay(delay)
                .setCategory(ApplicationErrorCategory.BENIGN)
                .build();
    }

    /**
     * Tells the server that this was the last attempt, and the delivery what happened in all of them.
     *
     * @param application the service that ran the handler, and its build
     */
    static ApplicationFailure last(Throwable failure, AttemptLog attempts, String application) {
        return end(failure.getClass().getName(), failure, attempts, application);
    }

    /** Tells that no further attempt fits into the event's life. */
    static ApplicationFailure expired(Throwable failure, AttemptLog attempts, String application) {
        return end(EXPIRED, failure, attempts, application);
    }

    static String oneLine(Throwable failure) {
        return failure.getClass().getName() + ": " + message(failure).strip().replaceAll("\\s+", " ");
    }

    private static ApplicationFailure end(String type, Throwable failure, AttemptLog attempts, String application) {
        var cause = new Cause(oneLine(failure), stack(failure), Fingerprint.of(failure), application);
        return ApplicationFailure.newBuilder()
                .setType(type)
                .setMessage(message(failure))
                .setDetails(attempts, cause)
                .setNonRetryable(true)
                .setCategory(ApplicationErrorCategory.BENIGN)
                .build();
    }

    private static String message(Throwable failure) {
        return cut(String.valueOf(failure.getMessage()), MAX_MESSAGE);
    }

    /** What the application has to do with it, and then all of it. */
    private static String stack(Throwable failure) {
        var text = new StringWriter();
        var lines = new PrintWriter(text);
        for (var link : Frames.chain(failure)) {
            lines.println((link == failure ? "" : "Caused by: ") + oneLine(link));
            Frames.ofApplication(link).forEach(frame -> lines.println("\tat " + frame));
        }
        lines.println("\n" + LoggedDelivery.ALL_FRAMES);
        failure.printStackTrace(lines);
        return cut(text.toString(), MAX_STACK);
    }

    /** To SQLite's functions a text ends at a NUL, and a browser leaves it out. */
    private static String cut(String text, int length) {
        return Excerpt.of(text.replace('\0', '\uFFFD'), length);
    }
}
