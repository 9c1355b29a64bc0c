package sh.fanout.spring.subscribe;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import sh.fanout.Event;
import sh.fanout.EventType;
import sh.fanout.Retry;
import sh.fanout.Subscribe;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.subscription.Subscription;

/** Finds the {@link Subscribe} methods of all beans, without creating a bean for it. */
public final class SubscribeMethods {

    private final ConfigurableListableBeanFactory beans;
    private final EventClasses eventClasses;

    public SubscribeMethods(ConfigurableListableBeanFactory beans, EventClasses eventClasses) {
        this.beans = beans;
        this.eventClasses = eventClasses;
    }

    /** The subscriptions that they are. */
    public List<Subscription<?>> find() {
        var found = new ArrayList<Subscription<?>>();
        for (var name : beans.getBeanNamesForType(Object.class, true, false)) {
            var type = ScopedProxyUtils.isScopedTarget(name) ? null : AutoProxyUtils.determineTargetClass(beans, name);
            if (type != null) {
                methods(type).forEach((method, subscribe) -> found.add(subscription(name, method, subscribe)));
            }
        }
        return found;
    }

    private static Map<Method, Subscribe> methods(Class<?> type) {
        return MethodIntrospector.selectMethods(type, (MethodIntrospector.MetadataLookup<@Nullable Subscribe>)
                method -> AnnotatedElementUtils.findMergedAnnotation(method, Subscribe.class));
    }

    private Subscription<?> subscription(String bean, Method method, Subscribe subscribe) {
        var signature = HandlerSignature.of(method, subscribe);
        return subscription(eventType(signature.payloadType(), subscribe), bean, signature, subscribe);
    }

    private <T> Subscription<T> subscription(
            EventType<T> type, String bean, HandlerSignature signature, Subscribe subscribe) {
        var place = signature.place();
        return Subscription.to(type)
                .id(subscribe.value())
                .retry(Settings.parse(place, () -> retry(subscribe.retry())))
                .timeout(Settings.parse(place, () -> DurationStyle.detectAndParse(subscribe.timeout())))
                .place(place)
                .handler(new MethodHandler<>(beans, bean, signature));
    }

    private <T> EventType<T> eventType(Class<T> payloadType, Subscribe subscribe) {
        if (subscribe.events().isEmpty()) {
            return eventClasses.type(payloadType);
        }
        var event = payloadType.getAnnotation(Event.class);
        return event != null && event.value().equals(subscribe.events())
                ? eventClasses.type(payloadType)
                : EventType.view(subscribe.events(), payloadType);
    }

    private static RetryPolicy retry(Retry retry) {
        var policy = RetryPolicy.defaults()
                .attempts(retry.attempts())
                .backoff(
                        DurationStyle.detectAndParse(retry.interval()),
                        retry.factor(),
                        DurationStyle.detectAndParse(retry.maxInterval()));
        for (var exception : retry.giveUpOn()) {
            policy = policy.giveUpOn(exception);
        }
        return policy;
    }
}
