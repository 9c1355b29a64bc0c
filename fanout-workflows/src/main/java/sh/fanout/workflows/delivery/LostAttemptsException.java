package sh.fanout.workflows.delivery;

/** All attempts are used up, the last of them by workers that died or took too long. */
final class LostAttemptsException extends RuntimeException {

    LostAttemptsException(int attempts) {
        super("all %d attempts are used up; the last one never reported back".formatted(attempts));
    }
}
