package sh.fanout.spring.tracing;

import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The trace context that a caller sent along, for as long as its request is worked on. */
public final class CallerTrace {

    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

    private CallerTrace() {}

    /** Runs the work within the trace context; one that is not well-formed (W3C Trace Context) counts as none. */
    public static <V> V within(@Nullable String traceparent, Supplier<V> work) {
        if (traceparent == null || !TRACEPARENT.matcher(traceparent).matches()) {
            return work.get();
        }
        CURRENT.set(traceparent);
        try {
            return work.get();
        } finally {
            CURRENT.remove();
        }
    }

    /** The {@code traceparent} of the request that the calling thread works on; {@code null} if there is none. */
    public static @Nullable String current() {
        return CURRENT.get();
    }
}
