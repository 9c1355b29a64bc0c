package sh.fanout.workflows.log;

import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;

/** Something that is to be written into the log. */
sealed interface Unwritten {

    int ROW_BYTES = 500;

    /** What it is called in errors. */
    String name();

    /** About how much memory it takes. */
    long bytes();

    record OfEvent(LoggedEvent event) implements Unwritten {

        @Override
        public String name() {
            return "event " + event.envelope().id();
        }

        @Override
        public long bytes() {
            return Unwritten.bytes(event.envelope())
                    + event.deliveries().stream().mapToLong(Unwritten::bytes).sum();
        }
    }

    record OfLetter(DeadLetterEntry letter) implements Unwritten {

        @Override
        public String name() {
            return "dead letter " + letter.letter().delivery().id();
        }

        /** The delivery is in the letter, and a row of its own. */
        @Override
        public long bytes() {
            return Unwritten.bytes(letter.letter().event())
                    + 2 * Unwritten.bytes(letter.letter().delivery());
        }
    }

    record OfOutcome(ItemOutcome outcome) implements Unwritten {

        @Override
        public String name() {
            return "the outcome of " + outcome.item();
        }

        @Override
        public long bytes() {
            return ROW_BYTES;
        }
    }

    private static long bytes(EventEnvelope event) {
        return (long) ROW_BYTES + event.payload().length();
    }

    private static long bytes(LoggedDelivery delivery) {
        return ROW_BYTES + length(delivery.output()) + length(delivery.error());
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
