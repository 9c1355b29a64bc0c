package sh.fanout.spring.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

/** The current span of the application's tracer as trace context. */
final class TracerTrace implements CurrentTrace {

    private static final int TRACE_ID_LENGTH = 32;

    private final Tracer tracer;

    TracerTrace(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public @Nullable String traceparent() {
        var span = tracer.currentSpan();
        return span == null || span.isNoop() ? null : traceparent(span);
    }

    /** Brave may be set to trace ids of half the length. */
    private static String traceparent(Span span) {
        var context = span.context();
        var traceId = "0".repeat(TRACE_ID_LENGTH - context.traceId().length()) + context.traceId();
        return "00-%s-%s-%s".formatted(traceId, context.spanId(), Boolean.TRUE.equals(context.sampled()) ? "01" : "00");
    }
}
