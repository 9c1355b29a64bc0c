package sh.fanout.workflows.observation;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import java.util.Objects;
import sh.fanout.EventEnvelope;

/** A published event, with the trace context that it carries. */
final class ReceivedEvent extends ReceiverContext<EventEnvelope> {

    ReceivedEvent(EventEnvelope event) {
        super(
                (carrier, header) -> header.equalsIgnoreCase(SentEvent.TRACEPARENT)
                        ? Objects.requireNonNull(carrier).traceparent()
                        : null,
                Kind.CONSUMER);
        setCarrier(event);
    }
}
