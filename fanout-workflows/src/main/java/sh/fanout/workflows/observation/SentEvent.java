package sh.fanout.workflows.observation;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An event that is about to be published, with the headers that a tracer wants it to carry. */
public final class SentEvent extends SenderContext<Map<String, String>> {

    static final String TRACEPARENT = "traceparent";

    private final Map<String, String> headers = new HashMap<>();

    public SentEvent() {
        super((carrier, header, value) -> Objects.requireNonNull(carrier).put(header, value), Kind.PRODUCER);
        setCarrier(headers);
    }

    /** The W3C trace context of the span; {@code null} without a tracer, and of one that writes others only. */
    public @Nullable String traceparent() {
        return headers.get(TRACEPARENT);
    }
}
