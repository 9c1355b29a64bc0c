package sh.fanout.spring.rest;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.Subscriptions;

/** The subscriptions of the bus: list them, look at one, pause it, resume it. */
final class SubscriptionsResource {

    private final Subscriptions subscriptions;

    SubscriptionsResource(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** All of them, for a bus has few. */
    record All(List<SubscriptionState> items) {}

    ServerResponse list(ServerRequest request) {
        Parameters.refuseAll(request);
        return RestJson.answer(HttpStatus.OK, new All(subscriptions.list()));
    }

    ServerResponse subscription(ServerRequest request) {
        Parameters.refuseAll(request);
        return RestJson.answer(HttpStatus.OK, subscriptions.get(request.pathVariable("id")));
    }

    ServerResponse pause(ServerRequest request) {
        var word = OperatorsWord.ofPause(RequestBody.read(request.servletRequest()));
        return RestJson.answer(
                HttpStatus.OK, subscriptions.pause(request.pathVariable("id"), word.who(), word.why(), word.until()));
    }

    ServerResponse resume(ServerRequest request) {
        var word = OperatorsWord.plain(RequestBody.read(request.servletRequest()));
        return RestJson.answer(HttpStatus.OK, subscriptions.resume(request.pathVariable("id"), word.who(), word.why()));
    }
}
