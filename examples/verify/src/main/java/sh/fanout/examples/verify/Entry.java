package sh.fanout.examples.verify;

import java.time.Duration;
import java.time.Instant;
import sh.fanout.subscription.DeliveryContext;

/**
 * One line of the ledger.
 *
 * @param pid the process that wrote it
 * @param number of the event; 0 for lines about a process
 * @param eventId empty before the publish has answered
 * @param subscription empty for a publisher's line, as are the delivery id and the attempt
 * @param took how long the publish has kept its publisher waiting; 0 for all but its outcome
 */
record Entry(
        Kind kind,
        Instant time,
        long pid,
        int number,
        String eventId,
        String subscription,
        String deliveryId,
        int attempt,
        Duration took) {

    enum Kind {
        /** A process is up. */
        READY,
        /** A publish begins. */
        OFFERED,
        /** A publish has returned a receipt. */
        ACCEPTED,
        /** A publish has failed, and says that nothing was published. */
        REFUSED,
        /** A publish has failed, and says that the event may have been accepted. */
        UNCLEAR,
        /** A process publishes no more. */
        QUIET,
        /** A handler begins. */
        STARTED,
        /** A handler has done all its work and is about to return. */
        HANDLED
    }

    static Entry process(Kind kind) {
        return published(kind, 0, "", Duration.ZERO);
    }

    static Entry offered(int number) {
        return published(Kind.OFFERED, number, "", Duration.ZERO);
    }

    static Entry outcome(Kind kind, int number, String eventId, Duration took) {
        return published(kind, number, eventId, took);
    }

    private static Entry published(Kind kind, int number, String eventId, Duration took) {
        return new Entry(kind, Instant.now(), ProcessHandle.current().pid(), number, eventId, "", "", 0, took);
    }

    static Entry delivery(Kind kind, int number, DeliveryContext delivery) {
        return new Entry(
                kind,
                Instant.now(),
                ProcessHandle.current().pid(),
                number,
                delivery.event().id(),
                delivery.subscription(),
                delivery.deliveryId(),
                delivery.attempt(),
                Duration.ZERO);
    }

    /** To whom it was delivered: the subscription, and the operation if an operation has replayed it. */
    String recipient() {
        return deliveryId.substring(eventId.length() + 1);
    }

    boolean is(Kind kind) {
        return this.kind == kind;
    }
}
