package sh.fanout.spring.rest;

import static sh.fanout.ErrorCode.EVENT_LOG_UNREACHABLE;
import static sh.fanout.ErrorCode.NOTHING_TO_DECIDE;
import static sh.fanout.ErrorCode.NOT_FOUND;
import static sh.fanout.ErrorCode.TEMPORAL_UNREACHABLE;
import static sh.fanout.spring.access.Access.OPERATE;
import static sh.fanout.spring.rest.Endpoint.get;
import static sh.fanout.spring.rest.Endpoint.post;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.log.Position;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationItem;
import sh.fanout.operation.OperationItemQuery;
import sh.fanout.operation.OperationKind;
import sh.fanout.operation.OperationProgress;
import sh.fanout.operation.OperationQuery;
import sh.fanout.operation.OperationStatus;
import sh.fanout.operation.Operations;

/** Bulk work once it is asked for: look at it, start it, pause it, end it. */
final class OperationsResource {

    private static final String LIST = "operations";
    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.word("kind", "What they do.", OperationKind.class),
            Parameter.word("status", "How far they are.", OperationStatus.class),
            Parameter.CURSOR,
            Parameter.LIMIT);
    private static final List<Parameter> ITEM_PARAMETERS = List.of(
            Parameter.word("status", "What has become of them.", OperationItem.Status.class),
            Parameter.text("subscription", "The id of the subscription."),
            Parameter.CURSOR,
            Parameter.LIMIT);
    private static final List<String> RATE = List.of("rate", "who", "why");

    private final Operations operations;

    OperationsResource(Operations operations) {
        this.operations = operations;
    }

    List<Endpoint> endpoints() {
        return List.of(
                get(
                        "/operations",
                        this::page,
                        Contract.of("listOperations", "Lists operations, the newest first")
                                .takes(PARAMETERS)
                                .answers(ListPage.of(Operation.class))
                                .refuses(EVENT_LOG_UNREACHABLE)),
                get(
                        "/operations/{id}",
                        this::operation,
                        Contract.of("getOperation", "Shows an operation, and how far it is with each subscription")
                                .answers(OperationDetails.class)
                                .refuses(NOT_FOUND, EVENT_LOG_UNREACHABLE)),
                get(
                        "/operations/{id}/items",
                        this::items,
                        Contract.of("listOperationItems", "Lists what an operation consists of, in its order")
                                .takes(ITEM_PARAMETERS)
                                .answers(ListPage.of(OperationItem.class))
                                .refuses(NOT_FOUND, EVENT_LOG_UNREACHABLE)),
                acting("start", this::start, "Starts a draft"),
                acting("pause", this::pause, "Holds a running operation"),
                acting("resume", this::resume, "Lets a paused operation go on"),
                acting("cancel", this::cancel, "Ends an operation"),
                post(
                        OPERATE,
                        "/operations/{id}/rate",
                        this::changeRate,
                        acting("changeOperationRate", "Changes how fast an operation goes")
                                .reads("RateRequest")));
    }

    private static Endpoint acting(String act, HandlerFunction<ServerResponse> handler, String summary) {
        return post(
                OPERATE,
                "/operations/{id}/" + act,
                handler,
                acting(act + "Operation", summary).reads("OperatorsWord"));
    }

    private static Contract acting(String id, String summary) {
        return Contract.of(id, summary)
                .answers(HttpStatus.ACCEPTED, OperationTold.class, "The operation has been told")
                .refuses(NOT_FOUND, NOTHING_TO_DECIDE, EVENT_LOG_UNREACHABLE, TEMPORAL_UNREACHABLE);
    }

    /** Which operation hears of it. */
    record OperationTold(String id) {}

    /** An operation with what has become of its items, by subscription. */
    record OperationDetails(Operation operation, Map<String, OperationProgress> subscriptions) {}

    ServerResponse page(ServerRequest request) {
        var given = Parameters.of(request);
        var page = operations.page(new OperationQuery(
                given.word("kind", OperationKind.class, "a kind of operation"),
                given.word("status", OperationStatus.class, "a status of an operation"),
                given.cursor(LIST),
                given.limit()));
        return RestJson.answer(HttpStatus.OK, ListPage.of(LIST, page.operations(), page.next()));
    }

    ServerResponse operation(ServerRequest request) {
        var operation = operations.get(id(request));
        return RestJson.answer(HttpStatus.OK, new OperationDetails(operation, operations.progress(operation.id())));
    }

    ServerResponse items(ServerRequest request) {
        var given = Parameters.of(request);
        var list = "items of " + id(request);
        var cursor = given.cursor(list);
        var query = new OperationItemQuery(
                id(request),
                given.word("status", OperationItem.Status.class, "a status of an item"),
                given.text("subscription"),
                cursor == null ? 0 : number(cursor),
                given.limit());
        operations.get(id(request));
        var items = operations.items(query);
        var last = items.size() < query.limit() ? null : items.get(items.size() - 1);
        var next = last == null ? null : new Position(last.time(), Long.toString(last.number()));
        return RestJson.answer(HttpStatus.OK, ListPage.of(list, items, next));
    }

    private static long number(Position cursor) {
        try {
            return Long.parseLong(cursor.id());
        } catch (NumberFormatException e) {
            throw new InvalidRequestException(
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
        var word = BodyFields.word(request);
        action.on(id(request), word.who(), word.why());
        return RestJson.answer(HttpStatus.ACCEPTED, new OperationTold(id(request)));
    }

    ServerResponse changeRate(ServerRequest request) {
        var body = BodyFields.of(request, RATE);
        var word = body.wordIn(request);
        operations.changeRate(id(request), body.number("rate"), word.who(), word.why());
        return RestJson.answer(HttpStatus.ACCEPTED, new OperationTold(id(request)));
    }

    private static String id(ServerRequest request) {
        return request.pathVariable("id");
    }

    @FunctionalInterface
    private interface Action {
        void on(String id, String who, String why);
    }
}
