package sh.fanout.spring.rest;

import static sh.fanout.ErrorCode.NOTHING_TO_DECIDE;
import static sh.fanout.ErrorCode.NOT_FOUND;
import static sh.fanout.ErrorCode.TEMPORAL_UNREACHABLE;
import static sh.fanout.spring.access.Access.OPERATE;
import static sh.fanout.spring.rest.Endpoint.get;
import static sh.fanout.spring.rest.Endpoint.post;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.Subscriptions;

/** The subscriptions of the bus: list them, look at one, pause it, resume it, retire it. */
final class SubscriptionsResource {

    private static final List<String> PAUSE = List.of("who", "why", "until");

    private final Subscriptions subscriptions;

    SubscriptionsResource(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    List<Endpoint> endpoints() {
        return List.of(
                get(
                        "/subscriptions",
                        this::list,
                        Contract.of("listSubscriptions", "Lists the subscriptions of the bus")
                                .answers(AllSubscriptions.class)
                                .refuses(TEMPORAL_UNREACHABLE)),
                get(
                        "/subscriptions/{id}",
                        this::subscription,
                        Contract.of("getSubscription", "Shows a subscription: who serves it, and what waits for it")
                                .answers(SubscriptionState.class)
                                .refuses(NOT_FOUND, TEMPORAL_UNREACHABLE)),
                post(
                        OPERATE,
                        "/subscriptions/{id}/pause",
                        this::pause,
                        deciding("pauseSubscription", "Pauses a subscription", "PauseRequest")),
                post(
                        OPERATE,
                        "/subscriptions/{id}/resume",
                        this::resume,
                        deciding("resumeSubscription", "Resumes a subscription", "OperatorsWord")),
                post(
                        OPERATE,
                        "/subscriptions/{id}/retire",
                        this::retire,
                        deciding("retireSubscription", "Retires a subscription that nobody serves", "OperatorsWord")
                                .refuses(NOTHING_TO_DECIDE)));
    }

    private static Contract deciding(String id, String summary, String body) {
        return Contract.of(id, summary)
                .reads(body)
                .answers(SubscriptionState.class)
                .refuses(NOT_FOUND, TEMPORAL_UNREACHABLE);
    }

    /** Every subscription; a bus has few, so that the list has no pages. */
    record AllSubscriptions(List<SubscriptionState> items) {}

    ServerResponse list(ServerRequest request) {
        return RestJson.answer(HttpStatus.OK, new AllSubscriptions(subscriptions.list()));
    }

    ServerResponse subscription(ServerRequest request) {
        return RestJson.answer(HttpStatus.OK, subscriptions.get(request.pathVariable("id")));
    }

    ServerResponse pause(ServerRequest request) {
        var body = BodyFields.of(request, PAUSE);
        var word = body.wordIn(request);
        var until = body.time("until");
        return RestJson.answer(
                HttpStatus.OK, subscriptions.pause(request.pathVariable("id"), word.who(), word.why(), until));
    }

    ServerResponse resume(ServerRequest request) {
        var word = BodyFields.word(request);
        return RestJson.answer(HttpStatus.OK, subscriptions.resume(request.pathVariable("id"), word.who(), word.why()));
    }

    ServerResponse retire(ServerRequest request) {
        var word = BodyFields.word(request);
        return RestJson.answer(HttpStatus.OK, subscriptions.retire(request.pathVariable("id"), word.who(), word.why()));
    }
}
