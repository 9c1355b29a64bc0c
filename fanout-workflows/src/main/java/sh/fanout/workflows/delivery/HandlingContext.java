package sh.fanout.workflows.delivery;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventEnvelope;
import sh.fanout.log.Attempt;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.subscription.DeliveryContext;
import sh.fanout.subscription.UnreadablePayloadException;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.core.JacksonException;

/** The delivery that a handler is in. */
record HandlingContext(
        String deliveryId,
        String subscription,
        int attempt,
        int maxAttempts,
        List<Attempt> earlierAttempts,
        Instant deadline,
        EventEnvelope event)
        implements DeliveryContext {

    @Override
    public @Nullable String replay() {
        return LoggedDelivery.replay(deliveryId, subscription);
    }

    @Override
    public <P> P payload(Class<P> type) {
        if (type == EventEnvelope.class) {
            return type.cast(event);
        }
        try {
            return FanoutJson.MAPPER.readValue(event.payload(), type);
        } catch (JacksonException e) {
            throw new UnreadablePayloadException(
                    "the payload of %s, version %s, cannot be read as %s%s: %s"
                            .formatted(event.type(), event.version(), type.getName(), place(e), e.getOriginalMessage()),
                    e);
        }
    }

    private static String place(JacksonException e) {
        var pointer = e.getPath().stream()
                .map(it -> "/" + (it.getPropertyName() == null ? it.getIndex() : it.getPropertyName()))
                .collect(joining());
        return pointer.isEmpty() ? "" : ", at " + pointer;
    }
}
