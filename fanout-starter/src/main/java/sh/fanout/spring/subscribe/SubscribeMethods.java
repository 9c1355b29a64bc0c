package sh.fanout.spring.subscribe;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;
import sh.fanout.Event;
import sh.fanout.EventEnvelope;
import sh.fanout.EventType;
import sh.fanout.RateLimitPolicy;
import sh.fanout.Retry;
import sh.fanout.Subscribe;
import sh.fanout.filter.Filter;
import sh.fanout.subscription.KeyRateLimit;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.subscription.Subscription;
import sh.fanout.subscription.SubscriptionLimits;

/** Finds the {@link Subscribe} methods of all beans, without creating a bean for it. */
public final class SubscribeMethods {

    private static final Logger logger = LoggerFactory.getLogger(SubscribeMethods.class);

    private final ConfigurableListableBeanFactory beans;
    private final EventClasses eventClasses;
    private final EventHints hints;

    /**
     * Looks through the beans of an application.
     *
     * @param types those that it defines
     */
    public SubscribeMethods(
            ConfigurableListableBeanFactory beans, EventClasses eventClasses, List<EventType<?>> types) {
        this.beans = beans;
        this.eventClasses = eventClasses;
        this.hints = new EventHints(types);
    }

    /** The subscriptions that they are. */
    public List<Subscription<?>> find() {
        var found = new ArrayList<Subscription<?>>();
        for (var name : beans.getBeanNamesForType(Object.class, true, false)) {
            var type = ScopedProxyUtils.isScopedTarget(name) ? null : classOf(name);
            if (type != null && AnnotationUtils.isCandidateClass(type, Subscribe.class)) {
                methods(type).forEach((method, subscribe) -> found.add(subscription(name, type, method, subscribe)));
            }
        }
        return found;
    }

    /** The class that the bean was written as: behind its proxies, and behind its scope. */
    private @Nullable Class<?> classOf(String bean) {
        var type = AutoProxyUtils.determineTargetClass(beans, bean);
        if (type != null && ScopedObject.class.isAssignableFrom(type)) {
            type = AutoProxyUtils.determineTargetClass(beans, ScopedProxyUtils.getTargetBeanName(bean));
        }
        return type == null ? null : ClassUtils.getUserClass(type);
    }

    private static Map<Method, Subscribe> methods(Class<?> type) {
        try {
            return MethodIntrospector.selectMethods(type, (MethodIntrospector.MetadataLookup<@Nullable Subscribe>)
                    method -> AnnotatedElementUtils.findMergedAnnotation(method, Subscribe.class));
        } catch (NoClassDefFoundError | TypeNotPresentException e) {
            // A library's bean may mention what is not on the class path; nobody could call such a method.
            logger.warn("Fanout did not look for @Subscribe in {}, which mentions a missing class: {}", type, e);
            return Map.of();
        }
    }

    private Subscription<?> subscription(String bean, Class<?> type, Method method, Subscribe subscribe) {
        var signature = HandlerSignature.of(type, method, subscribe, hints).requireCallableOn(beans.getType(bean));
        var values = new AnnotationValues(beans, signature.place());
        var events = values.text("events", subscribe.events());
        signature.requireReadable(events);
        return values.checked(() -> signature.payloadType() == EventEnvelope.class
                ? subscription(Subscription.to(events), bean, signature, subscribe, values)
                : subscription(
                        Subscription.to(eventType(signature.payloadType(), events)),
                        bean,
                        signature,
                        subscribe,
                        values));
    }

    private <T> Subscription<T> subscription(
            Subscription.Builder<T> builder,
            String bean,
            HandlerSignature signature,
            Subscribe subscribe,
            AnnotationValues values) {
        var group = values.text("consumerGroup", subscribe.consumerGroup());
        if (!group.isEmpty()) {
            builder.consumerGroup(group);
        }
        var filter = values.text("filter", subscribe.filter());
        if (!filter.isEmpty()) {
            builder.filter(Filter.json(filter));
        }
        return builder.id(values.text("value", subscribe.value()))
                .limits(limits(subscribe, values))
                .retry(retry(subscribe.retry(), values))
                .onFailure(subscribe.onFailure())
                .timeout(values.duration("timeout", subscribe.timeout()))
                .place(signature.place())
                .handler(new MethodHandler<>(beans, bean, signature));
    }

    private <T> EventType<T> eventType(Class<T> payloadType, String events) {
        if (events.isEmpty()) {
            return eventClasses.type(payloadType);
        }
        var event = payloadType.getAnnotation(Event.class);
        return event != null && event.value().equals(events)
                ? eventClasses.type(payloadType)
                : EventType.view(events, payloadType);
    }

    private static SubscriptionLimits limits(Subscribe subscribe, AnnotationValues values) {
        var limits = SubscriptionLimits.defaults().concurrency(subscribe.concurrency());
        for (var limit : subscribe.rateLimit()) {
            var policy =
                    new RateLimitPolicy(limit.limit(), values.duration("window", limit.window()), limit.algorithm());
            var key = values.text("key", limit.key());
            limits = key.isEmpty()
                    ? limits.rate(values.onlyOne("rateLimit", limits.rate(), policy))
                    : limits.perKey(
                            values.onlyOne("rateLimit with a key", limits.perKey(), new KeyRateLimit(key, policy)));
        }
        return limits;
    }

    private static RetryPolicy retry(Retry retry, AnnotationValues values) {
        var policy = RetryPolicy.defaults()
                .attempts(retry.attempts())
                .backoff(
                        values.duration("interval", retry.interval()),
                        retry.factor(),
                        values.duration("maxInterval", retry.maxInterval()));
        for (var exception : retry.giveUpOn()) {
            policy = policy.giveUpOn(exception);
        }
        return policy;
    }
}
