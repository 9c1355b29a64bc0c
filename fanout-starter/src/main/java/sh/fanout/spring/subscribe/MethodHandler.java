package sh.fanout.spring.subscribe;

import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ReflectionUtils;
import sh.fanout.subscription.DeliveryContext;
import sh.fanout.subscription.Handler;

/** Calls a bean's method, through the bean's proxy if it has one. */
final class MethodHandler<T> implements Handler<T> {

    private final BeanFactory beans;
    private final String bean;
    private final HandlerSignature signature;

    MethodHandler(BeanFactory beans, String bean, HandlerSignature signature) {
        this.beans = beans;
        this.bean = bean;
        this.signature = signature;
    }

    @Override
    public @Nullable Object handle(T payload, DeliveryContext context) throws Exception {
        var target = beans.getBean(bean);
        var method = AopUtils.selectInvocableMethod(signature.method(), target.getClass());
        ReflectionUtils.makeAccessible(method);
        try {
            return method.invoke(target, signature.arguments(payload, context));
        } catch (InvocationTargetException e) {
            ReflectionUtils.rethrowException(e.getTargetException());
            throw new AssertionError("not reached", e);
        }
    }
}
