package sh.fanout.subscription;

/**
 * The payload of an event cannot be read as the class that a handler takes.
 *
 * <p>To a delivery it is a failure like any other: during a rolling deploy another build of the service, which polls the same
 * queue, may read what this one cannot. A {@link RetryPolicy#giveUpOn} that names it gives up at once.
 */
public class UnreadablePayloadException extends RuntimeException {

    public UnreadablePayloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
