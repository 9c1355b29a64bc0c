package sh.fanout.erasure;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.function.Function;

/** What can be erased. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "what")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Erasable.OfEvent.class, name = "event"),
    @JsonSubTypes.Type(value = Erasable.OfKey.class, name = "key")
})
public sealed interface Erasable {

    /** What one of two functions makes of it: one event can be erased, or all with a key. */
    <R> R either(Function<? super OfEvent, ? extends R> event, Function<? super OfKey, ? extends R> key);

    /** All that belongs to one event. */
    record OfEvent(String eventType, String eventId) implements Erasable {

        @Override
        public <R> R either(Function<? super OfEvent, ? extends R> event, Function<? super OfKey, ? extends R> key) {
            return event.apply(this);
        }
    }

    /** All that belongs to the events of a stream with one ordering key. */
    record OfKey(String stream, String orderingKey) implements Erasable {

        @Override
        public <R> R either(Function<? super OfEvent, ? extends R> event, Function<? super OfKey, ? extends R> key) {
            return key.apply(this);
        }
    }
}
