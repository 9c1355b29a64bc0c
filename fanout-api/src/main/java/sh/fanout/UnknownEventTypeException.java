package sh.fanout;

import java.util.Collection;
import java.util.TreeSet;

/** An event type that no service of the bus has defined; nothing was published. */
public final class UnknownEventTypeException extends FanoutException {

    private static final int SHOWN = 10;

    public UnknownEventTypeException(String eventType, Collection<String> known) {
        super(
                ErrorCode.UNKNOWN_EVENT_TYPE,
                "Nobody defined the event type '%s'.".formatted(Excerpts.of(eventType)),
                "Put @Event(\"%s\") on a class below your application class. %s"
                        .formatted(Excerpts.of(eventType), describe(known)));
    }

    /** A payload of a class that is no event. */
    public UnknownEventTypeException(Class<?> payload, Collection<String> known) {
        super(
                ErrorCode.UNKNOWN_EVENT_TYPE,
                "Nobody defined an event type for %s.".formatted(payload.getName()),
                "Publish an instance of a class that has an @Event with an id, such as @Event(\"order.created\"), "
                        + "and is below your application class; a class from elsewhere, such as a shared library, "
                        + "becomes one by a bean EventType.of(\"order.created\", …). "
                        + describe(known));
    }

    private static String describe(Collection<String> known) {
        if (known.isEmpty()) {
            return "No event type is defined yet.";
        }
        var shown = new TreeSet<>(known).stream().limit(SHOWN).toList();
        return "Defined are: " + String.join(", ", shown) + (known.size() > SHOWN ? ", …" : "");
    }
}
