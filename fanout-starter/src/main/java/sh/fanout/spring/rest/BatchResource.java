package sh.fanout.spring.rest;

import static sh.fanout.ErrorCode.INVALID_OPTION;
import static sh.fanout.spring.access.Access.OPERATE;
import static sh.fanout.spring.rest.Endpoint.post;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.Fanout;
import sh.fanout.Publication;
import sh.fanout.PublishOutcome;
import sh.fanout.spring.tracing.CallerTrace;

/** Many events at once: one that is refused does not keep the others back. */
final class BatchResource {

    private final Fanout fanout;

    BatchResource(Fanout fanout) {
        this.fanout = fanout;
    }

    List<Endpoint> endpoints() {
        return List.of(post(
                OPERATE,
                "/events/batch",
                this::publish,
                Contract.of("publishEvents", "Publishes many events, each with a receipt or a problem")
                        .takes(EventsResource.TRACE)
                        .reads("BatchRequest")
                        .refuses(INVALID_OPTION)
                        .answers(BatchOutcomes.class)));
    }

    /** What became of the events of a batch, in their order. */
    record BatchOutcomes(List<BatchOutcome> items) {}

    /** The receipt, or why there is none. */
    record BatchOutcome(
            @Nullable Publication publication, @Nullable Problem problem) {

        static BatchOutcome of(PublishOutcome outcome) {
            return outcome instanceof PublishOutcome.Refused refused
                    ? new BatchOutcome(null, Problem.of(refused.reason()))
                    : new BatchOutcome(outcome.orThrow(), null);
        }
    }

    ServerResponse publish(ServerRequest request) {
        IdempotencyKey.requireNone(request);
        var events = BatchRequest.read(RequestBody.read(request));
        var outcomes = CallerTrace.within(EventsResource.traceparent(request), () -> fanout.publishAllJson(events));
        return RestJson.answer(
                HttpStatus.OK,
                new BatchOutcomes(outcomes.stream().map(BatchOutcome::of).toList()));
    }
}
