package sh.fanout.spring.rest;

import static org.springframework.web.servlet.function.RequestPredicates.path;
import static sh.fanout.spring.rest.Endpoint.get;
import static sh.fanout.spring.rest.Endpoint.post;

import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * The endpoints, and what answers where there is none.
 *
 * <p>Routes rather than a controller: no path prefix, exception handler or message converter of the application reaches
 * in here, so that the gate cannot be bypassed and every answer has its form.
 */
final class RestRoutes {

    static final String BASE = "/fanout/api/v1";

    private static final Logger logger = LoggerFactory.getLogger(RestRoutes.class);

    private final Gate gate;
    private final List<Endpoint> endpoints;

    RestRoutes(
            Gate gate,
            EventsResource events,
            ResultsResource results,
            SubscriptionsResource subscriptions,
            LanesResource lanes,
            DeadLettersResource deadLetters,
            TrialsResource trials,
            StatsResource stats,
            EventTypesResource eventTypes,
            OperationsResource operations) {
        this.gate = gate;
        endpoints = List.of(
                get("/events", events::page),
                get("/events/{id}", events::event),
                post("/events/{id}/cancel", events::cancel),
                get("/events/{id}/results", results::gather),
                post("/events/{type}/publish", events::publish),
                post("/events/{type}/publish-and-wait", results::publishAndWait),
                post("/events/{id}/deliveries/{subscription}/retry", lanes::retry),
                post("/events/{id}/deliveries/{subscription}/skip", lanes::skip),
                get("/event-types", eventTypes::list),
                get("/event-types/{type}", eventTypes::type),
                post("/event-types/{type}/try", trials::run),
                get("/stats", stats::stats),
                get("/subscriptions", subscriptions::list),
                get("/subscriptions/{id}", subscriptions::subscription),
                post("/subscriptions/{id}/pause", subscriptions::pause),
                post("/subscriptions/{id}/resume", subscriptions::resume),
                get("/lanes/blocked", lanes::blocked),
                get("/dead-letters", deadLetters::page),
                get("/dead-letters/groups", deadLetters::groups),
                get("/dead-letters/{id}/{subscription}", deadLetters::letter),
                post("/dead-letters/bulk-retry", operations::retry),
                post("/dead-letters/bulk-discard", operations::discard),
                post("/replays", operations::replay),
                get("/operations", operations::page),
                get("/operations/{id}", operations::operation),
                get("/operations/{id}/items", operations::items),
                post("/operations/{id}/start", operations::start),
                post("/operations/{id}/pause", operations::pause),
                post("/operations/{id}/resume", operations::resume),
                post("/operations/{id}/cancel", operations::cancel),
                post("/operations/{id}/rate", operations::changeRate),
                post("/dead-letters/{id}/{subscription}/retry", deadLetters::retry),
                post("/dead-letters/{id}/{subscription}/discard", deadLetters::discard));
    }

    RouterFunction<ServerResponse> routes() {
        var routes = RouterFunctions.route();
        endpoints.forEach(it -> routes.route(it.isAsked(), it.handler()));
        endpoints.forEach(it -> routes.route(it.isAddressed(), request -> wrongMethod(request, it.address())));
        return routes.route(path(BASE + "/**"), this::noSuchAddress)
                .filter(this::guard)
                .build();
    }

    private ServerResponse guard(ServerRequest request, HandlerFunction<ServerResponse> next) {
        try {
            gate.check(request.servletRequest());
            return next.handle(request);
        } catch (UnsupportedContentException refusal) {
            return Problem.answer(HttpStatus.UNSUPPORTED_MEDIA_TYPE, refusal);
        } catch (FanoutException refusal) {
            return Problem.answer(refusal);
        } catch (Exception e) {
            logger.error("{} {} failed", request.method(), request.path(), e);
            return Problem.answer(new FanoutException(
                    ErrorCode.REQUEST_FAILED,
                    "Fanout failed to answer this request.",
                    "The log of the service has the reason; please report it.",
                    e));
        }
    }

    private ServerResponse wrongMethod(ServerRequest request, String address) {
        var allowed =
                Endpoint.methods(endpoints.stream().filter(it -> it.address().equals(address)));
        var names = allowed.stream().map(HttpMethod::name).collect(Collectors.joining(" or "));
        return Problem.answer(
                ServerResponse.status(HttpStatus.METHOD_NOT_ALLOWED).allow(allowed.toArray(HttpMethod[]::new)),
                HttpStatus.METHOD_NOT_ALLOWED,
                new FanoutException(
                        ErrorCode.INVALID_REQUEST,
                        "%s is not possible here.".formatted(request.method()),
                        "Use %s.".formatted(names)));
    }

    private ServerResponse noSuchAddress(ServerRequest request) {
        throw new FanoutException(
                ErrorCode.NOT_FOUND,
                "Fanout has no endpoint '%s'.".formatted(request.path()),
                "There are %s."
                        .formatted(endpoints.stream().map(Endpoint::toString).collect(Collectors.joining(", "))));
    }
}
