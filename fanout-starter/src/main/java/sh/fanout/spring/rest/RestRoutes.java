package sh.fanout.spring.rest;

import static org.springframework.web.servlet.function.RequestPredicates.method;
import static org.springframework.web.servlet.function.RequestPredicates.methods;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * The addresses of the endpoints.
 *
 * <p>Routes rather than a controller: no path prefix, exception handler or message converter of the application reaches
 * in here, so that the gate cannot be bypassed and every answer has its form.
 */
final class RestRoutes {

    static final String BASE = "/fanout/api/v1";

    private static final Logger logger = LoggerFactory.getLogger(RestRoutes.class);
    private static final String EVENTS = BASE + "/events";
    private static final String EVENT = EVENTS + "/{id}";
    private static final String PUBLISH = EVENTS + "/{type}/publish";
    private static final String PUBLISH_AND_WAIT = EVENTS + "/{type}/publish-and-wait";
    private static final String RESULTS = EVENT + "/results";
    private static final String TRY = BASE + "/event-types/{type}/try";
    private static final String SUBSCRIPTIONS = BASE + "/subscriptions";
    private static final String SUBSCRIPTION = SUBSCRIPTIONS + "/{id}";
    private static final String PAUSE = SUBSCRIPTION + "/pause";
    private static final String RESUME = SUBSCRIPTION + "/resume";

    private final Gate gate;
    private final EventsResource events;
    private final ResultsResource results;
    private final SubscriptionsResource subscriptions;
    private final TrialsResource trials;

    RestRoutes(
            Gate gate,
            EventsResource events,
            ResultsResource results,
            SubscriptionsResource subscriptions,
            TrialsResource trials) {
        this.gate = gate;
        this.events = events;
        this.results = results;
        this.subscriptions = subscriptions;
        this.trials = trials;
    }

    RouterFunction<ServerResponse> routes() {
        var read = methods(HttpMethod.GET, HttpMethod.HEAD);
        return RouterFunctions.route()
                .route(path(EVENTS).and(read), events::page)
                .route(path(EVENT).and(read), events::event)
                .route(path(PUBLISH).and(method(HttpMethod.POST)), events::publish)
                .route(path(PUBLISH_AND_WAIT).and(method(HttpMethod.POST)), results::publishAndWait)
                .route(path(RESULTS).and(read), results::gather)
                .route(path(TRY).and(method(HttpMethod.POST)), trials::run)
                .route(path(SUBSCRIPTIONS).and(read), subscriptions::list)
                .route(path(SUBSCRIPTION).and(read), subscriptions::subscription)
                .route(path(PAUSE).and(method(HttpMethod.POST)), subscriptions::pause)
                .route(path(RESUME).and(method(HttpMethod.POST)), subscriptions::resume)
                .route(
                        path(EVENTS)
                                .or(path(EVENT))
                                .or(path(RESULTS))
                                .or(path(SUBSCRIPTIONS))
                                .or(path(SUBSCRIPTION)),
                        request -> wrongMethod(request, HttpMethod.GET, HttpMethod.HEAD))
                .route(
                        path(PUBLISH)
                                .or(path(PUBLISH_AND_WAIT))
                                .or(path(TRY))
                                .or(path(PAUSE))
                                .or(path(RESUME)),
                        request -> wrongMethod(request, HttpMethod.POST))
                .route(path(BASE + "/**"), RestRoutes::noSuchAddress)
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

    private static ServerResponse wrongMethod(ServerRequest request, HttpMethod... allowed) {
        var names = Stream.of(allowed).map(HttpMethod::name).collect(Collectors.joining(" or "));
        return Problem.answer(
                ServerResponse.status(HttpStatus.METHOD_NOT_ALLOWED).allow(allowed),
                HttpStatus.METHOD_NOT_ALLOWED,
                new FanoutException(
                        ErrorCode.INVALID_REQUEST,
                        "%s is not possible here.".formatted(request.method()),
                        "Use %s.".formatted(names)));
    }

    private static ServerResponse noSuchAddress(ServerRequest request) {
        throw new FanoutException(
                ErrorCode.NOT_FOUND,
                "Fanout has no endpoint '%s'.".formatted(request.path()),
                "There are GET %s, GET %s, POST %s, POST %s, GET %s, POST %s, GET %s, GET %s, POST %s and POST %s."
                        .formatted(
                                EVENTS,
                                EVENT,
                                PUBLISH,
                                PUBLISH_AND_WAIT,
                                RESULTS,
                                TRY,
                                SUBSCRIPTIONS,
                                SUBSCRIPTION,
                                PAUSE,
                                RESUME));
    }
}
