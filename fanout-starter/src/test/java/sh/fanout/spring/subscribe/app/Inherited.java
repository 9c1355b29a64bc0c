package sh.fanout.spring.subscribe.app;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import sh.fanout.Subscribe;

abstract class Inherited<T> {

    @Autowired
    Calls calls = new Calls();

    @Subscribe("inherited")
    void on(T event) {
        calls.add("inherited by " + getClass().getSimpleName() + " " + event);
    }

    @Component
    static class Heir extends Inherited<Ping> {}
}
