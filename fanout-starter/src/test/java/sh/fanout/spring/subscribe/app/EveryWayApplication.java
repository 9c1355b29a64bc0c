package sh.fanout.spring.subscribe.app;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import sh.fanout.EventType;
import sh.fanout.Fanout;
import sh.fanout.PublishOptions;
import sh.fanout.Subscribe;
import sh.fanout.subscription.Subscription;

/** Subscribes in its own class, too, and without annotations. */
@SpringBootApplication
public class EveryWayApplication {

    /** A payload without annotations. */
    public record Tick(int number) {}

    public static final EventType<Tick> TICK = EventType.of("tick", Tick.class);

    @Subscribe("in-configuration")
    String on(Ping ping) {
        return "configured " + ping.text();
    }

    @Bean
    EventType<Tick> tick() {
        return TICK;
    }

    @Bean
    Subscription<Tick> onTick(Calls calls) {
        return Subscription.to(TICK).id("on-tick").handler((tick, context) -> {
            calls.add("tick " + tick.number());
            return null;
        });
    }

    @Bean
    ApplicationRunner first(Fanout fanout) {
        return arguments -> fanout.publish(TICK, new Tick(1), PublishOptions.defaults());
    }
}
