package sh.fanout.spring.subscribe;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.springframework.aop.SpringProxy;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.ClassUtils;

/** Whether a call of a method means what a delivery needs: that it runs on the bean, and is over when it returns. */
final class Callability {

    private static final String REACTIVE_STREAM = "org.reactivestreams.Publisher";

    private Callability() {}

    /** Why a method cannot be a handler, as the rest of a sentence, and the way out. */
    record Flaw(String problem, String hint) {}

    static Optional<Flaw> flawOf(Class<?> bean, Method method) {
        if (Modifier.isStatic(method.getModifiers()) || Modifier.isPrivate(method.getModifiers())) {
            return flaw("is static or private", "Make it an instance method of the bean that is not private.");
        }
        if (isAsync(method) || isAsync(bean)) {
            return flaw(
                    "is @Async: it would count as delivered before it has run",
                    "Remove @Async; every delivery runs on a thread of its own already.");
        }
        if (returnsTooEarly(method.getReturnType())) {
            return flaw(
                    "returns %s: it would count as delivered before that is complete"
                            .formatted(method.getReturnType().getSimpleName()),
                    "Wait for the result inside the method, and return it itself or nothing.");
        }
        return Optional.empty();
    }

    /**
     * Why a method cannot be called on the proxy of its bean.
     *
     * @param type the class of the proxy, or of the bean if it has none
     */
    static Optional<Flaw> flawBehind(Class<?> type, Method method) {
        try {
            AopUtils.selectInvocableMethod(method, type);
        } catch (IllegalStateException e) {
            return flaw(
                    "is behind a proxy that has only the interfaces of its bean",
                    "Declare the method in an interface of the bean, or let its proxy extend its class: proxyTargetClass = true, or spring.aop.proxy-target-class=true.");
        }
        if (SpringProxy.class.isAssignableFrom(type) && Modifier.isFinal(method.getModifiers())) {
            return flaw("is final, so the proxy of its bean cannot pass calls on", "Remove final from the method.");
        }
        return Optional.empty();
    }

    private static boolean isAsync(AnnotatedElement element) {
        return AnnotatedElementUtils.hasAnnotation(element, Async.class);
    }

    private static boolean returnsTooEarly(Class<?> type) {
        return Future.class.isAssignableFrom(type)
                || CompletionStage.class.isAssignableFrom(type)
                || Stream.concat(Stream.of(type), ClassUtils.getAllInterfacesForClassAsSet(type).stream())
                        .anyMatch(it -> it.getName().equals(REACTIVE_STREAM));
    }

    private static Optional<Flaw> flaw(String problem, String hint) {
        return Optional.of(new Flaw(problem, hint));
    }
}
