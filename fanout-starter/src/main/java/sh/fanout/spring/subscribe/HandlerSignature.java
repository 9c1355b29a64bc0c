package sh.fanout.spring.subscribe;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
 * @param payloadType {@code Object} for a method that takes no payload, only the envelope
 */
record HandlerSignature(Method method, Class<?> payloadType) {

    static HandlerSignature of(Method method, Subscribe subscribe) {
        if (Modifier.isStatic(method.getModifiers()) || Modifier.isPrivate(method.getModifiers())) {
            throw invalid(
                    method, "is static or private", "Make it an instance method of the bean that is not private.");
        }
        var payloads = payloads(method);
        if (payloads.size() > 1) {
            throw invalid(
                    method,
                    "takes %d payloads: %s".formatted(payloads.size(), names(payloads)),
                    "Take one payload, and optionally EventEnvelope and DeliveryContext.");
        }
        if (!payloads.isEmpty()) {
            requireEvent(method, payloads.get(0), subscribe);
            return new HandlerSignature(method, payloads.get(0));
        }
        if (subscribe.events().isEmpty()) {
            throw invalid(
                    method,
                    "takes no payload",
                    "Take the event as a parameter, such as OrderCreated, or name its type in events = \"order.created\".");
        }
        return new HandlerSignature(method, Object.class);
    }

    String place() {
        return place(method);
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

    private static List<Class<?>> payloads(Method method) {
        return Arrays.<Class<?>>stream(method.getParameterTypes())
                .filter(type -> type != EventEnvelope.class && type != DeliveryContext.class)
                .toList();
    }

    private static void requireEvent(Method method, Class<?> payload, Subscribe subscribe) {
        if (subscribe.events().isEmpty() && !payload.isAnnotationPresent(Event.class)) {
            throw invalid(
                    method,
                    "takes %s, which is not an event".formatted(payload.getSimpleName()),
                    "Write @Event(\"order.created\") on %s, or name another service's type in events = \"order.created\"."
                            .formatted(payload.getSimpleName()));
        }
    }

    private static String place(Method method) {
        return "%s(%s)"
                .formatted(ClassUtils.getQualifiedMethodName(method), names(List.of(method.getParameterTypes())));
    }

    private static String names(List<Class<?>> types) {
        return types.stream().map(Class::getSimpleName).collect(joining(", "));
    }

    private static FanoutException invalid(Method method, String problem, String hint) {
        return new FanoutException(
                ErrorCode.INVALID_SUBSCRIPTION, "The @Subscribe method %s %s.".formatted(place(method), problem), hint);
    }
}
