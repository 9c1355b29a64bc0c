package sh.fanout.spring.subscribe.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import sh.fanout.Retry;
import sh.fanout.Subscribe;

/** Subscribes a method that is tried twice: a composed annotation, as an application has its own. */
@Subscribe(value = "", retry = @Retry(attempts = 2))
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Impatiently {

    @AliasFor(annotation = Subscribe.class, attribute = "value")
    String id();
}
