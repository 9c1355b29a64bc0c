package sh.fanout.spring.subscribe;

import static java.util.stream.Collectors.joining;

import java.util.List;
import sh.fanout.Event;
import sh.fanout.EventType;

/**
 * What to write for a parameter that is not an event.
 *
 * @param types those that the application defines
 */
record EventHints(List<EventType<?>> types) {

    private static final int SHOWN = 3;

    String insteadOf(Class<?> payload) {
        if (mayBeTheApplications(payload)) {
            return "Write @Event(\"order.created\") on %s, or name the event type in events = \"order.created\"."
                    .formatted(payload.getSimpleName());
        }
        var known = types.stream()
                .map(EventType::payloadType)
                .filter(it -> it.isAnnotationPresent(Event.class))
                .map(Class::getSimpleName)
                .sorted()
                .limit(SHOWN)
                .collect(joining(", "));
        return "Take the class of an event of this application%s, or EventEnvelope with events = \"order.created\"."
                .formatted(known.isEmpty() ? "" : ", such as " + known);
    }

    /** Nobody can annotate a class of Java, a primitive or an array. */
    private static boolean mayBeTheApplications(Class<?> type) {
        return !type.isPrimitive() && !type.isArray() && !type.getName().startsWith("java.");
    }
}
