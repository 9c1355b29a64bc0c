package sh.fanout.workflows.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Position;

/**
 * Some whole events of many, which are read part by part.
 *
 * @param next the last of these, or the last that was looked at, after which the next part begins; {@code null} if no event
 *     follows
 */
public record EventPart(List<LoggedEvent> events, @Nullable Position next) {

    /** Of all events together: a thousand may have a gigabyte. */
    private static final long MOST_CHARACTERS = 16L << 20;

    /** About what a list of who does not receive an event has for each of them. */
    private static final int OF_ONE_PASSED_OVER = 400;

    public EventPart {
        events = List.copyOf(events);
    }

    /** How many events the next part has room for, if they are like these; a store may send in vain what is beyond that. */
    public int nextLimit(int most) {
        var characters = events.stream().mapToLong(EventPart::characters).sum();
        var fitting = characters == 0 ? most : MOST_CHARACTERS * events.size() / characters;
        return (int) Math.max(1, Math.min(most, fitting));
    }

    private static long characters(LoggedEvent event) {
        return event.envelope().payload().length() + (long) event.passedOver().size() * OF_ONE_PASSED_OVER;
    }

    /** A part that is being read. */
    public static final class Filling {

        private final int limit;
        private final List<LoggedEvent> events = new ArrayList<>();
        private long characters;

        public Filling(int limit) {
            this.limit = limit;
        }

        /** Adds the next event, and returns whether there is room for another. */
        public boolean add(LoggedEvent event) {
            events.add(event);
            characters += characters(event);
            return !isFull();
        }

        public boolean isFull() {
            return events.size() >= limit || characters >= MOST_CHARACTERS;
        }

        /** How many more it takes, if they are not too large. */
        public int room() {
            return limit - events.size();
        }

        public List<LoggedEvent> events() {
            return events;
        }

        /** Where the next part begins; {@code null} if this one takes more, and there is no more. */
        public @Nullable Position next() {
            if (!isFull() || events.isEmpty()) {
                return null;
            }
            var last = events.get(events.size() - 1);
            return new Position(last.accepted(), last.envelope().id());
        }

        public EventPart part() {
            return new EventPart(events, next());
        }
    }
}
