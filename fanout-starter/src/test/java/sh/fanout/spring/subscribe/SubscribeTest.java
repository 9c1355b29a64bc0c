package sh.fanout.spring.subscribe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import sh.fanout.EventType;
import sh.fanout.Fanout;
import sh.fanout.InvalidPayloadException;
import sh.fanout.PublishOptions;
import sh.fanout.log.EventStatus;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedEvent;
import sh.fanout.spring.subscribe.app.Calls;
import sh.fanout.spring.subscribe.app.EveryWayApplication;
import sh.fanout.spring.subscribe.app.EveryWayApplication.Tick;
import sh.fanout.spring.subscribe.app.Parcel;
import sh.fanout.spring.subscribe.app.Ping;

@SpringBootTest(classes = EveryWayApplication.class, webEnvironment = WebEnvironment.NONE)
class SubscribeTest {

    @Autowired
    Fanout fanout;

    @Autowired
    Events events;

    @Autowired
    Calls calls;

    @Test
    void callsEveryKindOfMethodOnEveryKindOfBean() {
        assertThat(calls.made()).doesNotContain("lazy bean created");

        var event = settled(fanout.publish(new Ping("a")).eventId());

        assertThat(event.status()).isEqualTo(EventStatus.DELIVERED);
        assertThat(event.deliveries())
                .extracting(it -> it.subscription() + " " + it.output())
                .filteredOn(it -> !it.startsWith("publishes"))
                .containsExactly(
                        "class-proxy null",
                        "composed \"a within 2\"",
                        "context-first \"context-first a 1\"",
                        "envelope-first \"ping a\"",
                        "in-configuration \"configured a\"",
                        "inherited null",
                        "interface-proxy null",
                        "lazy null",
                        "no-payload null",
                        "own-view null",
                        "payload-only null",
                        "scoped null",
                        "scoped-interface null");
        assertThat(calls.made())
                .contains(
                        "guarded onClassProxy",
                        "class-proxy a",
                        "guarded onInterfaceProxy",
                        "interface-proxy a",
                        "inherited by Heir Ping[text=a]",
                        "lazy bean created",
                        "lazy a",
                        "no-payload {\"text\":\"a\"}",
                        "own-view a",
                        "payload-only a",
                        "scoped a",
                        "scoped-interface a");
    }

    @Test
    void aHandlerPublishesAndIsTheCause() {
        var cause = settled(fanout.publish(new Ping("b")).eventId());

        var published = cause.deliveries().stream()
                .filter(it -> it.subscription().equals("publishes"))
                .map(it -> String.valueOf(it.output()).replace("\"", ""))
                .findFirst()
                .orElseThrow();
        var effect = settled(published);
        assertThat(effect.envelope().causation()).isEqualTo(cause.envelope().id());
        assertThat(effect.status()).isEqualTo(EventStatus.DELIVERED);
    }

    @Test
    void findsEventClassesOfTheApplicationWithTheirSchemaFiles() {
        var parcel = settled(fanout.publish(new Parcel(2)).eventId());

        assertThat(parcel.envelope().version()).isEqualTo("3");
        assertThat(parcel.recipients()).isZero();
        assertThatExceptionOfType(InvalidPayloadException.class)
                .isThrownBy(() -> fanout.publish(new Parcel(0)))
                .withMessageContaining("/kilos");
    }

    @Test
    void deliversToBeansThatAreSubscriptionsFromAnApplicationRunnerOn() {
        fanout.publish(EveryWayApplication.TICK, new Tick(2), PublishOptions.defaults());

        await().atMost(60, SECONDS)
                .until(() -> calls.made().contains("tick 1") && calls.made().contains("tick 2"));
    }

    @Test
    void knowsTypesByTheBeanThatDefinesThem() {
        assertThat(EventType.of(Ping.class).id()).isEqualTo("ping");
        assertThat(fanout.publishJson("tick", "{\"number\":3}", PublishOptions.defaults())
                        .workflowId())
                .startsWith("fanout/event/tick/");
    }

    private LoggedEvent settled(String eventId) {
        return await().atMost(30, SECONDS)
                .until(
                        () -> events.find(eventId),
                        it -> it.isPresent() && it.get().status().settled())
                .orElseThrow();
    }
}
