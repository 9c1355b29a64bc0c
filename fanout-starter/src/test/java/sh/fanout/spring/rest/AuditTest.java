package sh.fanout.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.event.EventListener;
import sh.fanout.spring.access.AuditedRequest;

/** The trace that requests leave. */
@SpringBootTest(
        classes = {RestApplication.class, AuditTest.Auditor.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "logging.level.fanout.audit=info")
@ExtendWith(OutputCaptureExtension.class)
class AuditTest {

    private static final List<AuditedRequest> AUDITED = new CopyOnWriteArrayList<>();

    static class Auditor {

        @EventListener
        void audited(AuditedRequest request) {
            AUDITED.add(request);
            throw new IllegalStateException("the auditor is out");
        }
    }

    @LocalServerPort
    int port;

    @BeforeEach
    void forget() {
        AUDITED.clear();
    }

    @Test
    void tellsWhatWasDoneAndWhatWasRefused() throws Exception {
        var calls = new Calls(port);
        calls.post("/events/note/publish", "{\"payload\": {\"text\": \"hello\"}}");
        calls.post("/events/note/publish-and-wait?wait=0s", "{\"payload\": {\"text\": \"hello\"}}");
        calls.post("/dead-letters/e-1/send/discard", "{\"who\": \"alice\", \"why\": \"no longer wanted\"}");
        calls.post("/subscriptions/nobody/pause", "{}");

        assertThat(AUDITED)
                .extracting(
                        AuditedRequest::what,
                        AuditedRequest::target,
                        AuditedRequest::who,
                        AuditedRequest::why,
                        AuditedRequest::status,
                        AuditedRequest::succeeded)
                .containsExactly(
                        tuple(
                                "POST /fanout/api/v1/events/{type}/publish",
                                Map.of("type", "note"),
                                null,
                                null,
                                202,
                                true),
                        tuple(
                                "POST /fanout/api/v1/events/{type}/publish-and-wait",
                                Map.of("type", "note"),
                                null,
                                null,
                                202,
                                true),
                        tuple(
                                "POST /fanout/api/v1/dead-letters/{id}/{subscription}/discard",
                                Map.of("id", "e-1", "subscription", "send"),
                                "alice",
                                "no longer wanted",
                                404,
                                false),
                        tuple(
                                "POST /fanout/api/v1/subscriptions/{id}/pause",
                                Map.of("id", "nobody"),
                                null,
                                null,
                                400,
                                false));
    }

    @Test
    void writesOneLineWhateverIsSaid(CapturedOutput output) throws Exception {
        new Calls(port).post("/dead-letters/e-2/send/discard", "{\"who\": \"a\\nfake\", \"why\": \"say \\\"so\\\"\"}");

        assertThat(output.getOut())
                .contains("who=\"a\\nfake\" what=\"POST /fanout/api/v1/dead-letters/{id}/{subscription}/discard\""
                        + " id=\"e-2\" subscription=\"send\" why=\"say \\\"so\\\"\" status=404");
    }

    @Test
    void keepsTheBeginningOfWhatIsRefusedForBeingTooLong(CapturedOutput output) throws Exception {
        var asked = new Calls(port)
                .post(
                        "/dead-letters/e-3/send/discard",
                        "{\"who\": \"%s\", \"why\": \"%s\"}".formatted("a".repeat(100_000), "b".repeat(100_000)));

        assertThat(asked.statusCode()).isEqualTo(400);
        assertThat(output.getOut().lines().filter(it -> it.contains("id=\"e-3\"")))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it)
                        .contains("who=\"aaa", "why=\"bbb", "status=400")
                        .hasSizeLessThan(2_000));
    }

    @Test
    void namesWhatWasMade(CapturedOutput output) throws Exception {
        var calls = new Calls(port);
        var receipt = calls.post("/events/note/publish", "{\"payload\": {\"text\": \"hello\"}}");
        var asked = calls.post(
                "/erasures",
                "{\"eventType\": \"note\", \"eventId\": \"e-1\", \"who\": \"alice\", \"why\": \"as asked\"}");

        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        var erasure = Calls.json(asked).get("id").asString();
        assertThat(AUDITED)
                .extracting(AuditedRequest::created)
                .containsExactly(Calls.json(receipt).get("eventId").asString(), erasure);
        assertThat(output.getOut()).contains("created=\"%s\"".formatted(erasure));
    }

    @Test
    void leavesNoTraceOfLooking() throws Exception {
        var calls = new Calls(port);
        calls.get("/events");
        calls.post("/event-types/note/try", "{\"payload\": {\"text\": \"hello\"}}");

        assertThat(AUDITED).isEmpty();
    }
}
