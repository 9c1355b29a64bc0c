package sh.fanout.spring;

import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.springframework.aop.support.AopUtils;

/** What beans are given of something that is not there yet: an interface, each call of which looks up whom it goes to. */
final class LateProxy {

    private LateProxy() {}

    static <T> T of(Class<T> type, Supplier<? extends T> target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> "the %s of the engine that runs".formatted(type.getSimpleName());
                    default -> AopUtils.invokeJoinpointUsingReflection(target.get(), method, arguments);
                }));
    }
}
