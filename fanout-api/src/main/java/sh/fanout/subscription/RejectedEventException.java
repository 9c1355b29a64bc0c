package sh.fanout.subscription;

/** Thrown by a handler to say: do not try this event again. The delivery fails at once. */
public class RejectedEventException extends RuntimeException {

    public RejectedEventException(String message) {
        super(message);
    }

    public RejectedEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
