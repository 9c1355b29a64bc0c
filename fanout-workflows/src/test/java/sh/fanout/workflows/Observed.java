package sh.fanout.workflows;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what has been observed, and stands for a tracer: numbers the spans, and hands the numbers on. */
final class Observed implements ObservationHandler<Observation.Context> {

    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-%016x-01";

    private final AtomicInteger spans = new AtomicInteger();
    private final List<Observation.Context> ended = new CopyOnWriteArrayList<>();

    ObservationRegistry registry() {
        var registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(this);
        return registry;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return true;
    }

    @Override
    public void onStart(Observation.Context context) {
        var span = TRACEPARENT.formatted(spans.incrementAndGet());
        context.put("span", span);
        if (context instanceof SenderContext<?> sender) {
            inject(sender, span);
        }
        if (context instanceof ReceiverContext<?> receiver) {
            context.put("parent", extract(receiver));
        }
        if (context.getParentObservation() instanceof Observation parent) {
            context.put("parent", "" + parent.getContext().<String>get("span"));
        }
    }

    private static <C> void inject(SenderContext<C> context, String span) {
        context.getSetter().set(context.getCarrier(), "traceparent", span);
    }

    private static <C> String extract(ReceiverContext<C> context) {
        return String.valueOf(context.getGetter().get(requireNonNull(context.getCarrier()), "traceparent"));
    }

    @Override
    public void onStop(Observation.Context context) {
        ended.add(context);
    }

    /** Those that have ended and have a name that begins so. */
    List<Observation.Context> ended(String name) {
        return ended.stream()
                .filter(it -> String.valueOf(it.getContextualName()).startsWith(name))
                .toList();
    }

    static String span(Observation.Context context) {
        return String.valueOf(context.<String>get("span"));
    }

    static String parent(Observation.Context context) {
        return String.valueOf(context.<String>get("parent"));
    }

    /** The tags of its timer. */
    static String tags(Observation.Context context) {
        return context.getLowCardinalityKeyValues().stream()
                .map(KeyValue::getValue)
                .collect(joining(" "));
    }
}
