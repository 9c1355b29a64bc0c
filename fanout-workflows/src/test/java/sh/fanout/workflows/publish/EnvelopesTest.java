package sh.fanout.workflows.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.EventEnvelope;
import sh.fanout.FanoutException;
import sh.fanout.Violation;
import sh.fanout.workflows.temporal.WorkflowIds;

class EnvelopesTest {

    private static final WorkflowIds IDS = new WorkflowIds("fanout");
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final String INVISIBLE = "\u200b".repeat(200);

    @Test
    void takeWhatHasAllItNeeds() {
        assertThat(check(event("e-1", null, null, null, null, null))).isEmpty();
        assertThat(check(event("e-1", "注".repeat(200), "orders", "a/b", NOW.plusSeconds(1), NOW)))
                .isEmpty();
    }

    @Test
    void nameEachFieldThatCannotBeUsed() {
        var past = Instant.parse("1800-01-01T00:00:00Z");

        assertThat(check(event("k:a", "x".repeat(201), "a b", "\ud83d", NOW.plusSeconds(368 * 86_400), past)))
                .extracting(Violation::pointer)
                .containsExactly("/id", "/stream", "/orderingKey", "/idempotencyKey", "/deliverAt", "/expiresAt");
        assertThat(check(event("e-1", null, null, null, past, null)))
                .extracting(Violation::pointer)
                .containsExactly("/deliverAt");
    }

    @Test
    void nameTheWorkflowIdThatBelongsToTheEvent() {
        var event = event("e-1", null, null, "a/b", null, null);

        assertThat(Envelopes.check(event, "fanout/event/order.created/e-1", NOW, IDS))
                .extracting(Violation::message)
                .containsExactly("needs the workflow id fanout/event/order.created/k:a%{2f}b");
    }

    @Test
    void refuseAKeyThatFitsIntoNoWorkflowId() {
        assertThat(check(event("e-1", null, null, INVISIBLE, null, null)))
                .extracting(Violation::pointer)
                .containsExactly("/idempotencyKey");
        assertThat(check(event("e-1", INVISIBLE, null, null, null, null)))
                .extracting(Violation::pointer)
                .containsExactly("/orderingKey");
    }

    @Test
    void nameTheKeyThatIsTooLongToThePublisher() {
        var event = event("e-1", null, null, "order" + "\u200b".repeat(190), null, null);

        assertThat(TooLongKey.of(event, IDS).map(TooLongKey::refusal))
                .hasValueSatisfying(
                        it -> assertThat(it).extracting(FanoutException::code).isEqualTo(ErrorCode.INVALID_OPTION))
                .hasValueSatisfying(
                        it -> assertThat(it).hasMessageContainingAll("idempotency key 'order", "1,000 bytes"));
    }

    private static List<Violation> check(EventEnvelope event) {
        return Envelopes.check(event, IDS.event(event.type(), event.id(), event.idempotencyKey()), NOW, IDS);
    }

    private static EventEnvelope event(
            String id,
            @Nullable String orderingKey,
            @Nullable String stream,
            @Nullable String idempotencyKey,
            @Nullable Instant deliverAt,
            @Nullable Instant expiresAt) {
        return new EventEnvelope(
                id,
                "order.created",
                "1",
                "{}",
                NOW,
                "shop",
                List.of(),
                Map.of(),
                orderingKey,
                stream,
                idempotencyKey,
                deliverAt,
                expiresAt,
                null,
                null);
    }
}
