package sh.fanout.spring.subscribe.app;

import org.springframework.stereotype.Component;
import sh.fanout.EventEnvelope;
import sh.fanout.Fanout;
import sh.fanout.Retry;
import sh.fanout.Subscribe;
import sh.fanout.subscription.DeliveryContext;

@Component
class EveryKindOfMethod {

    private final Calls calls;
    private final Fanout fanout;

    EveryKindOfMethod(Calls calls, Fanout fanout) {
        this.calls = calls;
        this.fanout = fanout;
    }

    @Subscribe("payload-only")
    void on(Ping ping) {
        calls.add("payload-only " + ping.text());
    }

    @Subscribe(value = "envelope-first", retry = @Retry(attempts = 2), timeout = "${app.timeout:30s}")
    protected String on(EventEnvelope event, Ping ping) {
        return event.type() + " " + ping.text();
    }

    @Subscribe("context-first")
    public String on(DeliveryContext context, Ping ping, EventEnvelope event) {
        return context.subscription() + " " + ping.text() + " " + event.version();
    }

    @Impatiently(id = "composed")
    String composed(DeliveryContext context, Ping ping) {
        return ping.text() + " within " + context.maxAttempts();
    }

    @Subscribe(value = "no-payload", events = "ping")
    void on(EventEnvelope event) {
        calls.add("no-payload " + event.payload());
    }

    /** A class of its own for another's event. */
    record Text(String text) {}

    @Subscribe(value = "own-view", events = "ping")
    void on(Text view) {
        calls.add("own-view " + view.text());
    }

    @Subscribe("publishes")
    String publishes(Ping ping) {
        return fanout.publish(new Parcel(ping.text().length())).eventId();
    }
}
