package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sh.fanout.LaneFullException;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.PageLimit;
import sh.fanout.workflows.OneKey.Faults;
import sh.fanout.workflows.publish.Patience;
import sh.fanout.workflows.testing.RealTemporal;

/** A lane for which the server takes no more messages, because no engine reads them. */
class RealFullLaneTest extends EngineContract {

    private static final int SIGNALS = 60;
    private static final int TOO_MANY = 10;

    private static RealTemporal server;

    private final OneKey events = new OneKey();

    @BeforeAll
    static void startServer() {
        server = RealTemporal.start(List.of(
                "--dynamic-config-value",
                "history.maximumSignalsPerExecution=" + SIGNALS,
                // As with the limits of a server as it comes, a lane ends its run well before the limit.
                "--dynamic-config-value",
                "limit.historyCount.suggestContinueAsNew=" + SIGNALS));
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    WorkflowServiceStubs stubs() {
        return server.stubs();
    }

    @Test
    void tellsThePublisherAndKeepsTheOrderOfWhatItTook() {
        start(settings()).close();
        var publisher = assemble(settings());
        var accepted = new ArrayList<Integer>();
        var refused = 0;
        for (int number = 0; number < SIGNALS + TOO_MANY; number++) {
            try {
                OneKey.publish(publisher, number);
                accepted.add(number);
            } catch (LaneFullException e) {
                refused++;
            }
        }

        start(settings());

        await().atMost(120, SECONDS)
                .until(() -> count(EventStatus.DELIVERED) + count(EventStatus.CANCELLED) >= SIGNALS + TOO_MANY);
        var faults = Faults.of(events.handled(), accepted);
        System.out.printf(
                "engine down and %d signals a run: %d events accepted, %d refused; %d delivered, %d cancelled: lost %d, inversions %d, duplicates %d%n",
                SIGNALS,
                accepted.size(),
                refused,
                count(EventStatus.DELIVERED),
                count(EventStatus.CANCELLED),
                faults.lost(),
                faults.inversions(),
                faults.duplicates());
        assertThat(accepted).hasSize(SIGNALS);
        assertThat(events.handled()).containsExactlyElementsOf(accepted);
        assertThat(count(EventStatus.CANCELLED)).isEqualTo(TOO_MANY);
    }

    private EngineSettings settings() {
        return settings("shop")
                .subscriptions(List.of(events.subscription()))
                .patience(new Patience(Duration.ofSeconds(2), Duration.ofMillis(200), Patience.DEFAULT.room()));
    }

    private int count(EventStatus status) {
        return log().page(EventQuery.of(EventSelection.ALL.in(status)).limit(PageLimit.MAX))
                .events()
                .size();
    }
}
