package sh.fanout.spring.subscribe.app;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import sh.fanout.Subscribe;

@Lazy
@Component
class LazyBean {

    private final Calls calls;

    LazyBean(Calls calls) {
        this.calls = calls;
        calls.add("lazy bean created");
    }

    @Subscribe("lazy")
    void on(Ping ping) {
        calls.add("lazy " + ping.text());
    }
}
