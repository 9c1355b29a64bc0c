package sh.fanout.spring.rest;

import static sh.fanout.ErrorCode.EVENT_LOG_UNREACHABLE;
import static sh.fanout.ErrorCode.IDEMPOTENCY_CONFLICT;
import static sh.fanout.ErrorCode.INVALID_EVENT_TYPE;
import static sh.fanout.ErrorCode.INVALID_FILTER;
import static sh.fanout.ErrorCode.INVALID_SUBSCRIPTION;
import static sh.fanout.ErrorCode.NOTHING_TO_DECIDE;
import static sh.fanout.ErrorCode.SUBSCRIPTION_GONE;
import static sh.fanout.ErrorCode.TEMPORAL_UNREACHABLE;
import static sh.fanout.spring.access.Access.OPERATE;
import static sh.fanout.spring.rest.Endpoint.post;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.operation.OperationAction;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.Operations;

/** Asks for bulk work: a replay, or the retry or discard of many dead letters; it starts unless it is a dry run. */
final class BulkResource {

    private final Operations operations;

    BulkResource(Operations operations) {
        this.operations = operations;
    }

    List<Endpoint> endpoints() {
        return List.of(
                post(
                        OPERATE,
                        "/replays",
                        this::replay,
                        asking("replayEvents", "Replays recorded events, or drafts it", "ReplayRequest")
                                .refuses(INVALID_FILTER, INVALID_SUBSCRIPTION, SUBSCRIPTION_GONE)),
                post(
                        OPERATE,
                        "/dead-letters/bulk-retry",
                        this::retry,
                        asking(
                                "retryDeadLetters",
                                "Delivers many dead letters once more, or drafts it",
                                "LettersRequest")),
                post(
                        OPERATE,
                        "/dead-letters/bulk-discard",
                        this::discard,
                        asking(
                                "discardDeadLetters",
                                "Closes many dead letters without delivering them, or drafts it",
                                "LettersRequest")));
    }

    private static Contract asking(String id, String summary, String body) {
        return Contract.of(id, summary)
                .takes(IdempotencyKey.PARAMETER)
                .reads(body)
                .answers(HttpStatus.ACCEPTED, OperationAsked.class, "The operation is being drafted")
                .refuses(
                        INVALID_EVENT_TYPE,
                        IDEMPOTENCY_CONFLICT,
                        NOTHING_TO_DECIDE,
                        EVENT_LOG_UNREACHABLE,
                        TEMPORAL_UNREACHABLE);
    }

    /** Which operation was asked for. */
    record OperationAsked(String id, boolean started) {}

    ServerResponse replay(ServerRequest request) {
        return ask(request, OperationRequest.replay(request));
    }

    ServerResponse retry(ServerRequest request) {
        return ask(request, OperationRequest.letters(request, OperationPlan.Retry::new));
    }

    ServerResponse discard(ServerRequest request) {
        return ask(request, OperationRequest.letters(request, OperationPlan.Discard::new));
    }

    private ServerResponse ask(ServerRequest request, OperationRequest wanted) {
        var word = wanted.word();
        var key = IdempotencyKey.of(request);
        var id = operations.draft(wanted.plan(), wanted.pace(), key, word.who(), word.why());
        if (!wanted.dryRun() && key == null) {
            operations.start(id, word.who(), word.why());
        } else if (!wanted.dryRun()) {
            operations.startOnce(id, word.who(), word.why());
        }
        var started = !wanted.dryRun() || (key != null && isStarted(id));
        return RestJson.answer(
                ServerResponse.accepted().location(RestRoutes.address(request, "operations", id)),
                MediaType.APPLICATION_JSON,
                new OperationAsked(id, started));
    }

    private boolean isStarted(String id) {
        return operations.find(id).stream()
                .flatMap(it -> it.actions().stream())
                .anyMatch(it -> it.kind() == OperationAction.Kind.START);
    }
}
