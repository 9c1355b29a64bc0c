package sh.fanout.workflows.delivery;

/** An event of a type to which neither this build nor the newest one of its service subscribes. */
final class UnwantedEventException extends RuntimeException {

    UnwantedEventException(String message) {
        super(message);
    }
}
