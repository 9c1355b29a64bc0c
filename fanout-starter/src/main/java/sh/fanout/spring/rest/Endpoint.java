package sh.fanout.spring.rest;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.RequestPath;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.pattern.PathPatternParser;
import sh.fanout.spring.access.Access;

/**
 * One thing that can be done over HTTP.
 *
 * @param path where, below {@link RestRoutes#BASE}, with its variables in braces
 * @param access what its callers must be allowed to do
 * @param contract what it takes and gives
 */
record Endpoint(
        HttpMethod method, String path, Access access, HandlerFunction<ServerResponse> handler, Contract contract) {

    static Endpoint get(String path, HandlerFunction<ServerResponse> handler, Contract contract) {
        return new Endpoint(HttpMethod.GET, path, Access.VIEW, handler, contract);
    }

    static Endpoint post(Access access, String path, HandlerFunction<ServerResponse> handler, Contract contract) {
        return new Endpoint(HttpMethod.POST, path, access, handler, contract);
    }

    /** Answers a request that is let in. */
    ServerResponse handle(ServerRequest request) throws Exception {
        if (contract.body() != null) {
            RequestBody.requireJson(request.servletRequest());
        }
        Parameters.requireKnown(request, contract.parameters());
        return handler.handle(request);
    }

    RequestPredicate isAsked() {
        return isAddressed().and(RequestPredicates.methods(methods().toArray(HttpMethod[]::new)));
    }

    RequestPredicate isAddressed() {
        return RequestPredicates.path(RestRoutes.BASE + path);
    }

    List<HttpMethod> methods() {
        return method.equals(HttpMethod.GET) ? List.of(HttpMethod.GET, HttpMethod.HEAD) : List.of(method);
    }

    /** Whether its path leads to an address. A predicate would leave the path's variables in the request. */
    boolean isAt(RequestPath address) {
        return PathPatternParser.defaultInstance.parse(RestRoutes.BASE + path).matches(address.pathWithinApplication());
    }

    /** The methods of all of some endpoints. */
    static List<HttpMethod> methods(Stream<Endpoint> endpoints) {
        return endpoints.flatMap(it -> it.methods().stream()).distinct().toList();
    }

    @Override
    public String toString() {
        return method + " " + RestRoutes.BASE + path;
    }
}
