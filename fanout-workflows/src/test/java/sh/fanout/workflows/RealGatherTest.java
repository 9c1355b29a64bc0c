package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import sh.fanout.Publication;
import sh.fanout.PublishOptions;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.testing.RealTemporal;

/** Waiting for results on a real server. */
class RealGatherTest extends GatherContract {

    /** Others come from the delivery, or by chance. */
    private static final Set<EventType> WAITING = EnumSet.of(
            EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED,
            EventType.EVENT_TYPE_TIMER_STARTED,
            EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED);

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

    /** Accepted, a timer, completed: and neither the results nor who only looks at them. */
    @Test
    void costsThreeSmallEventsBesideTheTaskThatTakesTheQuestion() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var engine = start("shop", subscription("slow", (asked, context) -> {
            begun.countDown();
            go.await();
            return "x".repeat(10_000);
        }));
        var publication = engine.fanout().publish(QUESTION);
        begun.await();
        var before = await().atMost(60, SECONDS)
                .until(() -> waiting(publication), it -> it.contains(EventType.EVENT_TYPE_TIMER_STARTED));

        var wait = engine.fanout().gather(publication, LONG.multipliedBy(2));
        await().atMost(60, SECONDS)
                .until(() -> waiting(publication).contains(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED));
        look(engine, publication);
        go.countDown();
        assertThat(wait.get(60, SECONDS).complete()).isTrue();
        look(engine, publication);

        var cost = new ArrayList<>(waiting(publication));
        before.forEach(cost::remove);
        assertThat(cost)
                .containsExactlyInAnyOrder(
                        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED,
                        EventType.EVENT_TYPE_TIMER_STARTED,
                        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED);
        assertThat(events(publication))
                .filteredOn(it -> it.hasWorkflowExecutionUpdateCompletedEventAttributes())
                .allSatisfy(it -> assertThat(it.getSerializedSize()).isLessThan(1_000));
    }

    @Test
    void waitsLongerThanTheServerLetsACallWait() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var impatient = RealTemporal.start(IMPATIENT)) {
            var settings = EngineSettings.of(impatient.stubs(), log(), "shop", "1")
                    .bus(bus)
                    .alone();
            var engine = start(waiting(settings, begun, go));
            var publication = engine.fanout().publish(ASKED, QUESTION, PublishOptions.defaults());
            begun.await();

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
        var publication = caller.fanout().publish(ASKED, QUESTION, PublishOptions.defaults());
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

    private static EngineSettings waiting(EngineSettings settings, CountDownLatch begun, CountDownLatch go) {
        return settings.subscriptions(List.of(Subscription.to(ASKED).id("slow").handler((asked, context) -> {
            begun.countDown();
            go.await();
            return "done";
        })));
    }

    /** What a wait leaves in the history of a fan-out, and a timer of its own. */
    private List<EventType> waiting(Publication publication) {
        return events(publication).stream()
                .map(HistoryEvent::getEventType)
                .filter(WAITING::contains)
                .toList();
    }

    private List<HistoryEvent> events(Publication publication) {
        return client().fetchHistory(publication.workflowId()).getEvents();
    }
}
