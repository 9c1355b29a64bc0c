package sh.fanout.spring.rest;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.log.Position;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationItem;
import sh.fanout.operation.OperationItemQuery;
import sh.fanout.operation.OperationKind;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.OperationProgress;
import sh.fanout.operation.OperationQuery;
import sh.fanout.operation.OperationStatus;
import sh.fanout.operation.Operations;

/** Bulk work: ask for a replay, or for the retry or discard of many dead letters; look at it, pause it, end it. */
final class OperationsResource {

    private static final String LIST = "operations";
    private static final List<String> PARAMETERS = List.of("kind", "status", "cursor", "limit");
    private static final List<String> ITEM_PARAMETERS = List.of("status", "subscription", "cursor", "limit");
    private static final List<String> RATE = List.of("rate", "who", "why");

    private final Operations operations;

    OperationsResource(Operations operations) {
        this.operations = operations;
    }

    /** Which operation was asked for. */
    record Asked(String id, boolean started) {}

    /** What is being done about which operation. */
    record Acted(String id) {}

    /** An operation with what has become of its items, by subscription. */
    record Shown(Operation operation, Map<String, OperationProgress> subscriptions) {}

    ServerResponse replay(ServerRequest request) {
        return ask(request, OperationRequest.replay(body(request)));
    }

    ServerResponse retry(ServerRequest request) {
        return ask(request, OperationRequest.letters(body(request), OperationPlan.Retry::new));
    }

    ServerResponse discard(ServerRequest request) {
        return ask(request, OperationRequest.letters(body(request), OperationPlan.Discard::new));
    }

    private ServerResponse ask(ServerRequest request, OperationRequest wanted) {
        var id = operations.draft(wanted.plan(), wanted.pace(), wanted.who(), wanted.why());
        if (!wanted.dryRun()) {
            operations.start(id, wanted.who(), wanted.why());
        }
        return RestJson.answer(
                ServerResponse.accepted().location(location(request, id)),
                MediaType.APPLICATION_JSON,
                new Asked(id, !wanted.dryRun()));
    }

    private static URI location(ServerRequest request, String id) {
        return ServletUriComponentsBuilder.fromServletMapping(request.servletRequest())
                .path(RestRoutes.BASE)
                .pathSegment("operations", id)
                .build()
                .toUri();
    }

    ServerResponse page(ServerRequest request) {
        var given = Parameters.of(request, PARAMETERS);
        var page = operations.page(new OperationQuery(
                given.word("kind", OperationKind.class, "a kind of operation"),
                given.word("status", OperationStatus.class, "a status of an operation"),
                given.cursor(LIST),
                given.limit()));
        return RestJson.answer(HttpStatus.OK, ListPage.of(LIST, page.operations(), page.next()));
    }

    ServerResponse operation(ServerRequest request) {
        Parameters.refuseAll(request);
        var operation = operations.get(id(request));
        return RestJson.answer(HttpStatus.OK, new Shown(operation, operations.progress(operation.id())));
    }

    ServerResponse items(ServerRequest request) {
        var given = Parameters.of(request, ITEM_PARAMETERS);
        var id = operations.get(id(request)).id();
        var list = "items of " + id;
        var cursor = given.cursor(list);
        var query = new OperationItemQuery(
                id,
                given.word("status", OperationItem.Status.class, "a status of an item"),
                given.text("subscription"),
                cursor == null ? 0 : number(cursor),
                given.limit());
        var items = operations.items(query);
        var last = items.size() < query.limit() ? null : items.get(items.size() - 1);
        var next = last == null ? null : new Position(last.time(), Long.toString(last.number()));
        return RestJson.answer(HttpStatus.OK, ListPage.of(list, items, next));
    }

    private static long number(Position cursor) {
        try {
            return Long.parseLong(cursor.id());
        } catch (NumberFormatException e) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "The cursor does not say where an item stands.",
                    "Pass page.next of the answer before, or leave the cursor out.");
        }
    }

    ServerResponse start(ServerRequest request) {
        return act(request, operations::start);
    }

    ServerResponse pause(ServerRequest request) {
        return act(request, operations::pause);
    }

    ServerResponse resume(ServerRequest request) {
        return act(request, operations::resume);
    }

    ServerResponse cancel(ServerRequest request) {
        return act(request, operations::cancel);
    }

    private static ServerResponse act(ServerRequest request, Action action) {
        var word = OperatorsWord.plain(body(request));
        action.on(id(request), word.who(), word.why());
        return RestJson.answer(HttpStatus.ACCEPTED, new Acted(id(request)));
    }

    ServerResponse changeRate(ServerRequest request) {
        var fields = BodyFields.of(body(request), RATE);
        operations.changeRate(id(request), fields.number("rate"), fields.required("who"), fields.required("why"));
        return RestJson.answer(HttpStatus.ACCEPTED, new Acted(id(request)));
    }

    private static String body(ServerRequest request) {
        Parameters.refuseAll(request);
        return RequestBody.read(request.servletRequest());
    }

    private static String id(ServerRequest request) {
        return request.pathVariable("id");
    }

    @FunctionalInterface
    private interface Action {
        void on(String id, String who, String why);
    }
}
