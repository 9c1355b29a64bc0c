package sh.fanout.dashboard.host;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import sh.fanout.EventEnvelope;
import sh.fanout.Fanout;
import sh.fanout.catalog.DefinedEventType;
import sh.fanout.catalog.EventTypeSummary;
import sh.fanout.catalog.EventTypes;
import sh.fanout.deadletter.DeadLetterCount;
import sh.fanout.deadletter.DeadLetterPage;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.lane.Lanes;
import sh.fanout.log.EventCounts;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventStatus;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Stats;
import sh.fanout.log.Steps;
import sh.fanout.operation.OperationPage;
import sh.fanout.operation.Operations;
import sh.fanout.spring.FanoutProperties;
import sh.fanout.spring.Instance;
import sh.fanout.spring.mode.Mode;
import sh.fanout.subscription.Subscriptions;
import sh.fanout.subscription.Trials;

/** What the pages ask, with one event and one type; nothing runs behind it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FanoutProperties.class)
class Ports {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final EventTypeSummary TYPE = new EventTypeSummary(
            "order.created", "1", "", "orders", null, true, List.of("shop"), List.of("send-receipt"));

    @Bean
    Events events() {
        Events events = mock();
        var event = new LoggedEvent(
                EventEnvelope.of("e-1", TYPE.id(), "{}", NOON),
                "w",
                EventStatus.DELIVERED,
                NOON,
                NOON,
                null,
                0,
                List.of(),
                List.of(),
                List.of());
        given(events.page(any())).willReturn(EventPage.of(List.of(event.summary()), null));
        given(events.get(any())).willReturn(event);
        given(events.find(any())).willReturn(Optional.of(event));
        given(events.stats(any())).willReturn(new Stats(NOON, Duration.ofHours(1), List.of()));
        given(events.counts(any(), any()))
                .willReturn(new EventCounts(new Steps(NOON, Duration.ofHours(1), 1), List.of(Map.of())));
        return events;
    }

    @Bean
    EventTypes types() {
        EventTypes types = mock();
        given(types.list()).willReturn(List.of(TYPE));
        given(types.get(any()))
                .willReturn(new DefinedEventType(
                        TYPE, List.of(new DefinedEventType.Schema("1", "{\"type\": \"object\"}", "shop", "Order"))));
        return types;
    }

    @Bean
    DeadLetters deadLetters() {
        DeadLetters letters = mock();
        given(letters.page(any())).willReturn(new DeadLetterPage(List.of(), null));
        given(letters.count(any())).willReturn(DeadLetterCount.NONE);
        return letters;
    }

    @Bean
    Operations operations() {
        Operations operations = mock();
        given(operations.page(any())).willReturn(new OperationPage(List.of(), null));
        return operations;
    }

    @Bean
    Subscriptions subscriptions() {
        return mock();
    }

    @Bean
    Trials trials() {
        return mock();
    }

    @Bean
    Lanes lanes() {
        return mock();
    }

    @Bean
    Fanout fanout() {
        return mock();
    }

    @Bean
    Instance instance() {
        return new Instance(Mode.EMBEDDED, Optional::empty);
    }
}
