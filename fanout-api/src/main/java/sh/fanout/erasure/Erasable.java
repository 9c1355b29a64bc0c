package sh.fanout.erasure;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What can be erased. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "what")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Erasable.OfEvent.class, name = "event"),
    @JsonSubTypes.Type(value = Erasable.OfKey.class, name = "key")
})
public sealed interface Erasable {

    /** All that belongs to one event. */
    record OfEvent(String eventType, String eventId) implements Erasable {}

    /** All that belongs to the events of a stream with one ordering key. */
    record OfKey(String stream, String orderingKey) implements Erasable {}
}
