package sh.fanout.spring.subscribe;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.util.ClassUtils;
import sh.fanout.ErrorCode;
import sh.fanout.Event;
import sh.fanout.EventEnvelope;
import sh.fanout.FanoutException;
import sh.fanout.Subscribe;
import sh.fanout.subscription.DeliveryContext;

/**
 * What a {@link Subscribe} method takes: one payload, and optionally the envelope and the context of the delivery.
 *
 * @param place the method as messages name it, by the class of the bean: it may be inherited
 * @param payloadType {@code EventEnvelope} for a method that takes no payload of its own
 */
record HandlerSignature(Method method, String place, Class<?> payloadType) {

    static HandlerSignature of(Class<?> bean, Method method, Subscribe subscribe, EventHints hints) {
        var types = parameterTypes(bean, method);
        var place = "%s(%s)".formatted(ClassUtils.getQualifiedMethodName(method, bean), names(types));
        Callability.flawOf(bean, method).ifPresent(flaw -> {
            throw invalid(place, flaw.problem(), flaw.hint());
        });
        var payloads = types.stream()
                .filter(type -> type != EventEnvelope.class && type != DeliveryContext.class)
                .toList();
        if (payloads.size() > 1) {
            throw invalid(
                    place,
                    "takes %d payloads: %s".formatted(payloads.size(), names(payloads)),
                    "Take one payload, and optionally EventEnvelope and DeliveryContext.");
        }
        if (!payloads.isEmpty()) {
            requireEvent(place, payloads.get(0), subscribe, hints);
            return new HandlerSignature(method, place, payloads.get(0));
        }
        if (subscribe.events().isEmpty()) {
            throw invalid(
                    place,
                    "takes no payload",
                    "Take the event as a parameter, such as OrderCreated, or name its type in events = \"order.created\".");
        }
        return new HandlerSignature(method, place, EventEnvelope.class);
    }

    /** Refuses to read the payloads of many types as one class. */
    HandlerSignature requireReadable(String events) {
        if (payloadType != EventEnvelope.class && events.contains("*")) {
            throw invalid(
                    place,
                    "takes %s, but '%s' stands for many types".formatted(payloadType.getSimpleName(), events),
                    "Take EventEnvelope, and read the payload by DeliveryContext.payload(%s.class)."
                            .formatted(payloadType.getSimpleName()));
        }
        return this;
    }

    /** Refuses a proxy that would fail every delivery. */
    HandlerSignature requireCallableOn(@Nullable Class<?> proxy) {
        if (proxy != null) {
            Callability.flawBehind(proxy, method).ifPresent(flaw -> {
                throw invalid(place, flaw.problem(), flaw.hint());
            });
        }
        return this;
    }

    @Nullable
    Object[] arguments(@Nullable Object payload, DeliveryContext context) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> argument(type, payload, context))
                .toArray();
    }

    private static @Nullable Object argument(Class<?> type, @Nullable Object payload, DeliveryContext context) {
        if (type == EventEnvelope.class) {
            return context.event();
        }
        return type == DeliveryContext.class ? context : payload;
    }

    /** As the bean's class has them: an inherited method may take a type variable. */
    private static List<Class<?>> parameterTypes(Class<?> bean, Method method) {
        return IntStream.range(0, method.getParameterCount())
                .<Class<?>>mapToObj(i ->
                        new MethodParameter(method, i).withContainingClass(bean).getParameterType())
                .toList();
    }

    private static void requireEvent(String place, Class<?> payload, Subscribe subscribe, EventHints hints) {
        if (subscribe.events().isEmpty() && !payload.isAnnotationPresent(Event.class)) {
            throw invalid(
                    place,
                    "takes %s, which is not an event".formatted(payload.getSimpleName()),
                    hints.insteadOf(payload));
        }
    }

    private static String names(List<Class<?>> types) {
        return types.stream().map(Class::getSimpleName).collect(joining(", "));
    }

    private static FanoutException invalid(String place, String problem, String hint) {
        return new FanoutException(
                ErrorCode.INVALID_SUBSCRIPTION, "The @Subscribe method %s %s.".formatted(place, problem), hint);
    }
}
