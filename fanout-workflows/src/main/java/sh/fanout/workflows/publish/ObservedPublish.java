package sh.fanout.workflows.publish;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Supplier;
import sh.fanout.ErrorCode;
import sh.fanout.EventEnvelope;
import sh.fanout.FanoutException;
import sh.fanout.Publication;
import sh.fanout.workflows.observation.FanoutObservation;
import sh.fanout.workflows.observation.FanoutObservation.Detail;
import sh.fanout.workflows.observation.FanoutObservation.Tag;
import sh.fanout.workflows.observation.Outcome;
import sh.fanout.workflows.observation.SentEvent;

/**
 * One publish as it is observed: begun by the thread that wants it, whose trace it belongs to, and ended by whichever
 * thread has done it.
 */
final class ObservedPublish {

    private final Observation observation;

    private ObservedPublish(Observation observation) {
        this.observation = observation;
    }

    static ObservedPublish begin(ObservationRegistry registry) {
        return new ObservedPublish(FanoutObservation.PUBLISH.start(registry, SentEvent::new));
    }

    /** The event, made by {@code wanted}, with this publish as its trace. */
    EventEnvelope event(Supplier<EventEnvelope> wanted) {
        try {
            var event = wanted.get();
            name(event.type());
            observation.highCardinalityKeyValue(Detail.EVENT_ID.withValue(event.id()));
            return observation.getContext() instanceof SentEvent sent && sent.traceparent() != null
                    ? event.withTraceparent(sent.traceparent())
                    : event;
        } catch (RuntimeException e) {
            name(FanoutObservation.UNKNOWN);
            observation.error(e);
            end(outcome(e));
            throw e;
        }
    }

    private void name(String type) {
        observation
                .contextualName(FanoutObservation.PUBLISH.of(type))
                .lowCardinalityKeyValue(Tag.EVENT_TYPE.withValue(type));
    }

    /** What {@code start} returns; whatever it does, the publish ends with it. */
    Publication end(Supplier<Publication> start) {
        try {
            var publication = observation.scoped(start);
            end(publication.duplicate() ? Outcome.DUPLICATE : Outcome.PUBLISHED);
            return publication;
        } catch (RuntimeException e) {
            end(outcome(e));
            throw e;
        }
    }

    private void end(Outcome outcome) {
        observation.lowCardinalityKeyValue(outcome.tag()).stop();
    }

    private static Outcome outcome(RuntimeException failure) {
        var code = failure instanceof FanoutException refusal ? refusal.code() : ErrorCode.PUBLISH_FAILED;
        return switch (code) {
            case RATE_LIMITED -> Outcome.LIMITED;
            case PUBLISH_FAILED, TEMPORAL_UNREACHABLE, LIMITER_UNREACHABLE -> Outcome.FAILED;
            default -> Outcome.REFUSED;
        };
    }
}
