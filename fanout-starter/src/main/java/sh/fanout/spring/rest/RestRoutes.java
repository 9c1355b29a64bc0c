package sh.fanout.spring.rest;

import static org.springframework.web.servlet.function.RequestPredicates.path;

import java.net.URI;
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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.spring.access.Access;
import sh.fanout.spring.access.Guard;

/**
 * Leads to the endpoints, and answers where there is none.
 *
 * <p>Routes rather than a controller: no path prefix, exception handler or message converter of the application reaches
 * in here, so that the gate cannot be bypassed and every answer has its form.
 */
final class RestRoutes {

    static final String BASE = "/fanout/api/v1";

    private static final Logger logger = LoggerFactory.getLogger(RestRoutes.class);

    private final Guard guard;
    private final List<Endpoint> endpoints;

    RestRoutes(Guard guard, List<Endpoint> endpoints) {
        this.guard = guard;
        this.endpoints = endpoints;
    }

    RouterFunction<ServerResponse> routes() {
        var routes = RouterFunctions.route();
        endpoints.forEach(it -> routes.route(it.isAsked(), request -> answer(request, it)));
        endpoints.forEach(
                it -> routes.route(it.isAddressed(), request -> guarded(request, Access.VIEW, this::wrongMethod)));
        return routes.route(path(BASE + "/**"), request -> guarded(request, Access.VIEW, this::noSuchAddress))
                .build();
    }

    /** Where something is, as this request's client reaches it. */
    static URI address(ServerRequest request, String... segments) {
        return ServletUriComponentsBuilder.fromServletMapping(request.servletRequest())
                .path(BASE)
                .pathSegment(segments)
                .build()
                .toUri();
    }

    private ServerResponse answer(ServerRequest request, Endpoint endpoint) {
        var answer = guarded(request, endpoint.access(), endpoint::handle);
        if (endpoint.access().changes()) {
            guard.record(request, endpoint.toString(), answer);
        }
        return answer;
    }

    private ServerResponse guarded(ServerRequest request, Access access, HandlerFunction<ServerResponse> work) {
        try {
            guard.admit(request, access);
            return work.handle(request);
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

    private ServerResponse wrongMethod(ServerRequest request) {
        // One address may belong to several paths: 'events/batch' is one of its own, and one of 'events/{id}' as well.
        var allowed = Endpoint.methods(endpoints.stream().filter(it -> it.isAt(request.requestPath())));
        var names = allowed.stream().map(HttpMethod::name).collect(Collectors.joining(" or "));
        return Problem.answer(
                ServerResponse.status(HttpStatus.METHOD_NOT_ALLOWED).allow(allowed.toArray(HttpMethod[]::new)),
                HttpStatus.METHOD_NOT_ALLOWED,
                new InvalidRequestException(
                        "%s is not possible here.".formatted(request.method()), "Use %s.".formatted(names)));
    }

    private ServerResponse noSuchAddress(ServerRequest request) {
        throw new FanoutException(
                ErrorCode.NOT_FOUND,
                "Fanout has no endpoint '%s'.".formatted(request.path()),
                "There are %s."
                        .formatted(endpoints.stream().map(Endpoint::toString).collect(Collectors.joining(", "))));
    }
}
