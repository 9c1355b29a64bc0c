package sh.fanout.spring.subscribe.app;

import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.stereotype.Component;
import sh.fanout.Subscribe;

/** Beans behind proxies: of their class, of their interface, and of a scope. */
@Configuration
public class Proxied {

    @Bean
    static DefaultAdvisorAutoProxyCreator proxies() {
        return new DefaultAdvisorAutoProxyCreator();
    }

    @Bean
    static DefaultPointcutAdvisor guard(ObjectProvider<Calls> calls) {
        MethodInterceptor around = call -> {
            calls.getObject().add("guarded " + call.getMethod().getName());
            return call.proceed();
        };
        return new DefaultPointcutAdvisor(AnnotationMatchingPointcut.forMethodAnnotation(Guarded.class), around);
    }

    @Component
    static class ByClass {

        private final Calls calls;

        ByClass(Calls calls) {
            this.calls = calls;
        }

        @Guarded
        @Subscribe("class-proxy")
        void onClassProxy(Ping ping) {
            calls.add("class-proxy " + ping.text());
        }
    }

    interface Door {
        void onInterfaceProxy(Ping ping);
    }

    @Component
    static class ByInterface implements Door {

        private final Calls calls;

        ByInterface(Calls calls) {
            this.calls = calls;
        }

        @Guarded
        @Override
        @Subscribe("interface-proxy")
        public void onInterfaceProxy(Ping ping) {
            calls.add("interface-proxy " + ping.text());
        }
    }

    @Component
    @Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
    static class OfAScope {

        private final Calls calls;

        OfAScope(Calls calls) {
            this.calls = calls;
        }

        @Subscribe("scoped")
        void on(Ping ping) {
            calls.add("scoped " + ping.text());
        }
    }

    @Component
    @Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
    static class OfAScopeByInterface implements Door {

        private final Calls calls;

        OfAScopeByInterface(Calls calls) {
            this.calls = calls;
        }

        @Override
        @Subscribe("scoped-interface")
        public void onInterfaceProxy(Ping ping) {
            calls.add("scoped-interface " + ping.text());
        }
    }
}
