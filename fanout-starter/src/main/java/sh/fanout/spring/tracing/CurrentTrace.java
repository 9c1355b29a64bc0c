package sh.fanout.spring.tracing;

import org.jspecify.annotations.Nullable;

/** Tells the W3C trace context that the calling thread works in. */
@FunctionalInterface
public interface CurrentTrace {

    /** The {@code traceparent}; {@code null} if there is none. */
    @Nullable
    String traceparent();
}
