package sh.fanout.workflows.delivery;

import io.temporal.failure.ApplicationFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;

/** Handlers' exceptions as Temporal and the log take them: bounded, and without classes that nobody else has. */
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
                .build();
    }

    /** Tells the server that this was the last attempt, and the delivery what happened in all of them. */
    static ApplicationFailure last(Throwable failure, AttemptLog attempts) {
        return end(failure.getClass().getName(), failure, attempts);
    }

    /** Tells that no further attempt fits into the event's life. */
    static ApplicationFailure expired(Throwable failure, AttemptLog attempts) {
        return end(EXPIRED, failure, attempts);
    }

    static String oneLine(Throwable failure) {
        return failure.getClass().getName() + ": " + message(failure);
    }

    private static ApplicationFailure end(String type, Throwable failure, AttemptLog attempts) {
        return ApplicationFailure.newBuilder()
                .setType(type)
                .setMessage(message(failure))
                .setDetails(attempts, stack(failure))
                .setNonRetryable(true)
                .build();
    }

    private static String message(Throwable failure) {
        return cut(String.valueOf(failure.getMessage()), MAX_MESSAGE);
    }

    private static String stack(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return cut(text.toString(), MAX_STACK);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }
}
