package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sh.fanout.PublishOptions;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.testing.RealTemporal;

/** Waiting for results on a real server. */
class RealGatherTest extends GatherContract {

    /** How many of them there are depends on what happens to arrive together. */
    private static final Set<EventType> TASKS = EnumSet.of(
            EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED,
            EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED,
            EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);

    /** Lets a call wait for one second, not for twenty. */
    private static final List<String> IMPATIENT =
            List.of("--dynamic-config-value", "history.longPollExpirationInterval=\"1s\"");

    @Override
    WorkflowServiceStubs stubs() {
        return RealTemporal.shared().stubs();
    }

    @Override
    int waits() {
        return 50;
    }

    @Test
    void costsThreeEventsBesideTheTaskThatTakesTheQuestion() {
        var with = new TreeMap<>(events(1));
        events(0).forEach((type, count) -> with.merge(type, -count, Long::sum));
        with.values().removeIf(count -> count == 0);

        assertThat(with)
                .isEqualTo(Map.of(
                        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED, 1L,
                        EventType.EVENT_TYPE_TIMER_STARTED, 1L,
                        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED, 1L));
    }

    @Test
    void waitsLongerThanTheServerLetsACallWait() {
        var go = new CountDownLatch(1);
        try (var impatient = RealTemporal.start(IMPATIENT)) {
            var settings = EngineSettings.of(impatient.stubs(), log(), "shop", "1")
                    .bus(bus)
                    .alone();
            var engine = start(waiting(settings, go));
            var publication = engine.fanout().publish(ASKED, QUESTION, PublishOptions.none());

            var result =
                    engine.fanout().gather(publication, Duration.ofSeconds(5)).join();
            go.countDown();

            assertThat(result.complete()).isFalse();
            assertThat(result.results()).hasSize(1);
            engine.close();
        }
    }

    @Test
    void answersTheQuestionsOfAnInstanceThatIsGoneAtAnother() throws Exception {
        var go = new CountDownLatch(1);
        start("other", subscription("slow", (asked, context) -> {
            go.await();
            return "done";
        }));
        var caller = start("caller");
        var publication = caller.fanout().publish(ASKED, QUESTION, PublishOptions.none());
        var lost = caller.fanout().gather(publication, LONG);
        caller.close();

        assertThatThrownBy(lost::get)
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("FANOUT-108")
                .hasMessageContaining("pick its results up");
        var later = start("caller").fanout().gather(publication, LONG);
        go.countDown();
        assertThat(later.get(60, SECONDS).from("slow").output()).isEqualTo("\"done\"");
    }

    /** The events of a run whose results so many wait for, its workflow tasks left out. */
    private Map<EventType, Long> events(int waiting) {
        var go = new CountDownLatch(1);
        try (var engine = start(waiting(settings("shop"), go))) {
            var publication = engine.fanout().publish(ASKED, QUESTION, PublishOptions.none());
            var waits = IntStream.range(0, waiting)
                    .mapToObj(n -> engine.fanout().gather(publication, Duration.ofMinutes(2)))
                    .toList();
            await().atMost(60, SECONDS)
                    .until(() -> types(publication.workflowId()).stream()
                                    .filter(it -> it == EventType.EVENT_TYPE_TIMER_STARTED)
                                    .count()
                            == 1 + waiting);
            go.countDown();
            waits.forEach(it -> it.join());
            settled(publication.eventId());
            return await()
                    .atMost(60, SECONDS)
                    .until(
                            () -> types(publication.workflowId()),
                            it -> it.contains(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED))
                    .stream()
                    .filter(it -> !TASKS.contains(it))
                    .collect(groupingBy(it -> it, counting()));
        }
    }

    private static EngineSettings waiting(EngineSettings settings, CountDownLatch go) {
        return settings.subscriptions(List.of(Subscription.to(ASKED).id("slow").handler((asked, context) -> {
            go.await();
            return "done";
        })));
    }

    private List<EventType> types(String workflowId) {
        return WorkflowClient.newInstance(stubs()).fetchHistory(workflowId).getEvents().stream()
                .map(HistoryEvent::getEventType)
                .toList();
    }
}
