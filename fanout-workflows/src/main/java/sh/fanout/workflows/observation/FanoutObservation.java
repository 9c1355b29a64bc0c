package sh.fanout.workflows.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.docs.ObservationDocumentation;
import java.util.Locale;
import sh.fanout.EventEnvelope;

/**
 * What can be observed of an event: each is a timer, and a span wherever the application has a tracer. The names are kept.
 *
 * <p>They are made where the work is done, and not in workflows, so that a replayed workflow makes none. What merely waits,
 * such as a delivery in its queue, has none either.
 */
public enum FanoutObservation implements ObservationDocumentation {
    /**
     * One event that is published, from the call until Temporal has stored it or it is refused. The event carries the
     * context of this span, and whatever becomes of the event is below it: days later, and in a replay, as well.
     */
    PUBLISH {
        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return new KeyName[] {Tag.EVENT_TYPE, Tag.OUTCOME};
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return new KeyName[] {Detail.EVENT_ID};
        }
    },
    /** The selection of an event's recipients. */
    SELECT {
        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return new KeyName[] {Tag.EVENT_TYPE, Tag.OUTCOME};
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return new KeyName[] {Detail.EVENT_ID, Detail.RECIPIENTS};
        }
    },
    /** One attempt of a handler; what the handler publishes is below it. */
    HANDLE {
        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return new KeyName[] {Tag.EVENT_TYPE, Tag.SUBSCRIPTION, Tag.OUTCOME};
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return new KeyName[] {Detail.EVENT_ID, Detail.DELIVERY_ID, Detail.ATTEMPT};
        }
    };

    /** Stands for every event type that nobody has defined: such names are inventions of callers, and endless. */
    public static final String UNKNOWN = "unknown";

    /** What is done with a published event, below the span of its publish; not started yet. */
    public Observation of(EventEnvelope event, ObservationRegistry registry) {
        return observation(registry, () -> new ReceivedEvent(event))
                .highCardinalityKeyValue(Detail.EVENT_ID.withValue(event.id()));
    }

    @Override
    public String getName() {
        return "fanout." + verb();
    }

    /** The name of a span, such as {@code publish order.created}. */
    public String of(String subject) {
        return verb() + " " + subject;
    }

    private String verb() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tags of the timers, which the spans have too; each has few values. */
    public enum Tag implements KeyName {
        /** The id of the event type, or {@value FanoutObservation#UNKNOWN}. */
        EVENT_TYPE,
        /** The id of the subscription. */
        SUBSCRIPTION,
        /** How it ended: an {@link Outcome}. */
        OUTCOME;

        @Override
        public String asString() {
            return dotted(name());
        }
    }

    /** The tags that only the spans have, for there is no end of their values. */
    public enum Detail implements KeyName {
        EVENT_ID,
        DELIVERY_ID,
        /** The number of the attempt, from 1 on. */
        ATTEMPT,
        /** How many subscriptions receive the event. */
        RECIPIENTS;

        @Override
        public String asString() {
            return dotted(name());
        }
    }

    private static String dotted(String constant) {
        return "fanout." + constant.toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
