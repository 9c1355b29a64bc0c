package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.PublishOptions;
import sh.fanout.UnknownEventTypeException;
import sh.fanout.log.EventStatus;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.catalog.CatalogClient;
import sh.fanout.workflows.log.FlakyEventLog;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.FanoutDataConverter;
import sh.fanout.workflows.temporal.WorkflowIds;

/** Several services on one bus, and a store that goes away: the same on every server. */
abstract class BusContract {

    record Order(String id) {}

    static final EventType<Order> ORDER = EventType.of("order.created", Order.class);
    private static final Duration LEASE = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private final String bus = "bus-" + UUID.randomUUID();
    private final List<FanoutEngine> engines = new ArrayList<>();
    private FlakyEventLog log;

    abstract WorkflowServiceStubs stubs();

    @BeforeEach
    void openLog() {
        log = new FlakyEventLog(SqliteEventLog.open(folder.resolve("events.db")));
    }

    @AfterEach
    void closeEverything() {
        engines.forEach(FanoutEngine::close);
        log.close();
    }

    @Test
    void deliversEveryEventThatIsPublishedAfterAServiceIsReadyToItsSubscriptions() {
        var seen = ConcurrentHashMap.<String>newKeySet();
        var shop = start("shop", List.of(ORDER));
        for (int round = 0; round < 5; round++) {
            // Fills the lease: what the publisher selects by is as old as it may be.
            shop.fanout().publish(ORDER, new Order("before"), PublishOptions.defaults());
            var subscription = "audit-" + round;
            start("audit-" + round, List.of(), subscription(subscription, seen));

            shop.fanout().publish(ORDER, new Order("after-" + round), PublishOptions.defaults());

            var expected = "after-" + round + " to " + subscription;
            await().atMost(30, SECONDS).until(() -> seen.contains(expected));
        }
    }

    @Test
    void deliversToAPatternWhatAnyServiceDefinesNowOrLater() {
        var seen = ConcurrentHashMap.<String>newKeySet();
        start(
                "audit",
                List.of(),
                Subscription.to("order.*").id("audit").handler((event, context) -> seen.add(event.type())));
        var shop = start("shop", List.of(ORDER, EventType.of("parcel.sent", Order.class)));
        var returns = start("returns", List.of(EventType.of("order.returned", Order.class)));

        shop.fanout().publishJson("order.created", "{\"id\":\"o\"}", PublishOptions.defaults());
        var other = shop.fanout().publishJson("parcel.sent", "{\"id\":\"o\"}", PublishOptions.defaults());
        returns.fanout().publishJson("order.returned", "{\"id\":\"o\"}", PublishOptions.defaults());

        await().atMost(30, SECONDS).until(() -> seen.size() == 2);
        assertThat(seen).containsExactlyInAnyOrder("order.created", "order.returned");
        await().atMost(30, SECONDS)
                .until(() -> log.find(other.eventId())
                        .filter(it -> it.status().settled() && it.deliveries().isEmpty())
                        .isPresent());
    }

    @Test
    void letsTwoServicesStartAtTheSameMoment() {
        var seen = ConcurrentHashMap.<String>newKeySet();
        var services = List.of("a", "b", "c", "d");
        services.parallelStream().forEach(name -> start(name, List.of(ORDER), subscription("to-" + name, seen)));

        engines.get(0).fanout().publish(ORDER, new Order("o"), PublishOptions.defaults());

        await().atMost(30, SECONDS).until(() -> seen.size() == services.size());
    }

    @Test
    void refusesAServiceThatTakesTheSubscriptionOfAnother() {
        start("shop", List.of(ORDER), subscription("send-receipt", Set.of()));

        assertThatThrownBy(() -> start("billing", List.of(), subscription("send-receipt", Set.of())))
                .isInstanceOf(FanoutException.class)
                .hasMessageContainingAll("'shop'", "'billing'");
    }

    @Test
    void refusesTheLogOfAnotherBus() {
        start("shop", List.of(ORDER));
        var stranger = new FanoutEngine(settings("shop", List.of(ORDER)).bus(bus + "-2"));
        engines.add(stranger);

        assertThatThrownBy(stranger::start)
                .isInstanceOf(FanoutException.class)
                .hasMessageContainingAll("FANOUT-007", "'default/" + bus + "'", "'default/" + bus + "-2'");
        assertThatThrownBy(() -> WorkflowClient.newInstance(stubs())
                        .newUntypedWorkflowStub(new WorkflowIds(bus + "-2").catalog())
                        .describe())
                .as("it has started nothing")
                .isInstanceOf(WorkflowNotFoundException.class);
    }

    @Test
    void publishesATypeThatAnotherServiceDefines() {
        start("shop", List.of(ORDER));
        var gateway = start("gateway", List.of());

        assertThatThrownBy(() -> gateway.fanout().publishJson("order.created", "{\"id\":7}", PublishOptions.defaults()))
                .hasMessageContaining("/id");
        var json = gateway.fanout().publishJson("order.created", "{\"id\":\"o\"}", PublishOptions.defaults());
        var view = gateway.fanout().publish(EventType.view("order.created", Order.class), new Order("o"));
        var same = gateway.fanout().publish(ORDER, new Order("o"));

        await().atMost(30, SECONDS)
                .until(() -> Stream.of(json, view, same)
                        .allMatch(publication -> log.find(publication.eventId())
                                .filter(it -> it.status() == EventStatus.DELIVERED)
                                .isPresent()));
    }

    @Test
    void refusesADefinitionThatIsNotThatOfTheServiceThatDefinesTheType() {
        start("shop", List.of(ORDER.version("2")));
        var gateway = start("gateway", List.of()).fanout();

        assertThatThrownBy(() -> gateway.publish(ORDER, new Order("o")))
                .hasMessageContainingAll("version = 1", "by service 'shop' with version = 2", "FANOUT-107")
                .hasMessageContaining("EventType.view(\"order.created\", Order.class)");
        assertThatThrownBy(() -> gateway.publish(EventType.view("order.returned", Order.class), new Order("o")))
                .isInstanceOf(UnknownEventTypeException.class)
                .hasMessageContaining("Defined are: order.created");
    }

    @Test
    void keepsWhatAllServicesHaveDeclaredWhenTheCatalogIsTerminated() {
        var seen = ConcurrentHashMap.<String>newKeySet();
        start("shop", List.of(ORDER), subscription("send-receipt", seen));
        catalog().terminate("by mistake");

        var gateway = start("gateway", List.of(), subscription("audit", seen));
        gateway.fanout().publishJson("order.created", "{\"id\":\"o\"}", PublishOptions.defaults());

        await().atMost(30, SECONDS).until(() -> seen.size() == 2);
        assertThat(seen).containsExactlyInAnyOrder("o to send-receipt", "o to audit");
    }

    @Test
    void startsATerminatedCatalogAgainBeforeTemporalForgetsIt() {
        start("shop", List.of(ORDER));
        catalog().terminate("by mistake");

        await().atMost(60, SECONDS)
                .until(() ->
                        catalog().describe().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
    }

    @Test
    void deliversWhileTheLogIsAwayAndRecordsWhenItIsBack() {
        var seen = ConcurrentHashMap.<String>newKeySet();
        var shop = start("shop", List.of(ORDER), subscription("send-receipt", seen));
        log.goAway();

        var published = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            published.add(shop.fanout()
                    .publish(ORDER, new Order("o-" + i), PublishOptions.defaults())
                    .eventId());
        }
        await().atMost(30, SECONDS).until(() -> seen.size() == 20);
        log.comeBack();

        assertThat(published)
                .allSatisfy(id -> await().atMost(30, SECONDS)
                        .until(() -> log.find(id)
                                .filter(it -> it.status() == EventStatus.DELIVERED)
                                .isPresent()));
    }

    /** As a service does, but without running an engine. */
    long declare(String service, String subscription) {
        var settings = settings(service, List.of(), subscription(subscription, Set.of()));
        var converter = FanoutDataConverter.create(List.of());
        var client = WorkflowClient.newInstance(
                stubs(),
                WorkflowClientOptions.newBuilder().setDataConverter(converter).build());
        return new CatalogClient(Bus.of(bus, client))
                .declare(Definitions.declaration(settings, Definitions.eventTypes(settings)));
    }

    WorkflowStub catalog() {
        return WorkflowClient.newInstance(stubs()).newUntypedWorkflowStub(new WorkflowIds(bus).catalog());
    }

    FanoutEngine start(String service, List<EventType<?>> types, Subscription<?>... subscriptions) {
        var engine = new FanoutEngine(settings(service, types, subscriptions));
        synchronized (engines) {
            engines.add(engine);
        }
        engine.start();
        return engine;
    }

    private EngineSettings settings(String service, List<EventType<?>> types, Subscription<?>... subscriptions) {
        return EngineSettings.of(stubs(), log, service, "1")
                .bus(bus)
                .types(types)
                .subscriptions(List.of(subscriptions))
                .catalogLease(LEASE);
    }

    static Subscription<Order> subscription(String id, Set<String> seen) {
        return Subscription.to(EventType.view("order.created", Order.class))
                .id(id)
                .handler((order, context) -> {
                    seen.add(order.id() + " to " + id);
                    return null;
                });
    }
}
