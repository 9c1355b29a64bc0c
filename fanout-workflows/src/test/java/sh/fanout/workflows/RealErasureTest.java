package sh.fanout.workflows;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowNotFoundException;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sh.fanout.Publication;
import sh.fanout.erasure.Erasure;
import sh.fanout.log.EventStatus;
import sh.fanout.workflows.log.FlakyEventLog;
import sh.fanout.workflows.temporal.WorkflowIds;
import sh.fanout.workflows.testing.RealTemporal;

/** Erasures on a real server, and what is left there and in the file of the log. */
class RealErasureTest extends ErasureContract {

    /** What a server is told to remove, it removes in its own time. */
    private static final Duration SERVER = Duration.ofMinutes(3);

    @Override
    WorkflowServiceStubs stubs() {
        return RealTemporal.shared().stubs();
    }

    @Test
    void goesOnInAnotherInstanceAndWhenTheLogIsBack() {
        var flaky = new FlakyEventLog(log());
        var engine = start(settings("shop", flaky).subscriptions(List.of(mailing())));
        var event = publish(engine, "cust-1", new Order(secret, false, false));
        settled(event.eventId());

        flaky.goAway();
        var id = engine.erasures().erase(KEY, "alice", "the customer has asked for it");
        engine.close();
        flaky.comeBack();
        assertThat(logged(event.eventId())).isPresent();
        var next = start(settings("shop").subscriptions(List.of(mailing())));

        requireGone(ended(next, id), event);
    }

    @Test
    void leavesWhatIsPublishedBetweenTheRequestAndItsFirstStep() {
        var idle = assemble(settings("shop").subscriptions(List.of(mailing())));
        var engine = start(settings("shop").subscriptions(List.of(mailing())));
        var event = publish(engine, "cust-1", new Order(secret, false, false));
        settled(event.eventId());
        engine.close();

        var id = idle.erasures().erase(KEY, "alice", "the customer has asked for it");
        var later = publish(idle, "cust-1", new Order("later", false, false));
        var next = start(settings("shop").subscriptions(List.of(mailing())));

        requireGone(ended(next, id), event);
        assertThat(settled(later.eventId()).status()).isEqualTo(EventStatus.DELIVERED);
    }

    @Override
    void requireGone(Erasure erasure, Publication... erased) {
        await().atMost(SERVER)
                .untilAsserted(() -> assertThat(Stream.of(erased).map(Publication::workflowId))
                        .allSatisfy(this::requireNoRun));
        await().atMost(SERVER).untilAsserted(() -> requireNoRun(new WorkflowIds(bus).erasure(erasure.id())));
        await().atMost(SERVER)
                .untilAsserted(() -> assertThat(historiesWith(secret)).isEmpty());
        assertThat(filesWith(secret)).isEmpty();
    }

    private void requireNoRun(String workflowId) {
        assertThatExceptionOfType(WorkflowNotFoundException.class)
                .as(workflowId)
                .isThrownBy(() -> client().newUntypedWorkflowStub(workflowId).describe());
    }

    private List<String> historiesWith(String text) {
        var client = client();
        return client.listExecutions("WorkflowId STARTS_WITH '%s/'".formatted(bus))
                .map(it -> it.getExecution())
                .filter(it -> {
                    try {
                        var history = client.fetchHistory(it.getWorkflowId(), it.getRunId());
                        return new String(history.getHistory().toByteArray(), ISO_8859_1).contains(text);
                    } catch (RuntimeException gone) {
                        return false;
                    }
                })
                .map(it -> it.getWorkflowId())
                .toList();
    }

    private List<Path> filesWith(String text) {
        try (var files = Files.walk(folder)) {
            return files.filter(it -> it.getFileName().toString().startsWith("events.db"))
                    .filter(it -> {
                        try {
                            return new String(Files.readAllBytes(it), ISO_8859_1).contains(text);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
