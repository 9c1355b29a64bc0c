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

    private final Gate gate;
    private final EventsResource events;

    RestRoutes(Gate gate, EventsResource events) {
        this.gate = gate;
        this.events = events;
    }

    RouterFunction<ServerResponse> routes() {
        var read = methods(HttpMethod.GET, HttpMethod.HEAD);
        return RouterFunctions.route()
                .route(path(EVENTS).and(read), events::page)
                .route(path(EVENT).and(read), events::event)
                .route(path(PUBLISH).and(method(HttpMethod.POST)), events::publish)
                .route(path(EVENTS).or(path(EVENT)), request -> wrongMethod(request, HttpMethod.GET, HttpMethod.HEAD))
                .route(path(PUBLISH), request -> wrongMethod(request, HttpMethod.POST))
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
                "There are GET %s, GET %s and POST %s.".formatted(EVENTS, EVENT, PUBLISH));
    }
}
