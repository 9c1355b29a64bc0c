package sh.fanout.spring.rest;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * One thing that can be done over HTTP.
 *
 * @param address where, with its variables in braces
 */
record Endpoint(HttpMethod method, String address, HandlerFunction<ServerResponse> handler) {

    static Endpoint get(String path, HandlerFunction<ServerResponse> handler) {
        return new Endpoint(HttpMethod.GET, RestRoutes.BASE + path, handler);
    }

    static Endpoint post(String path, HandlerFunction<ServerResponse> handler) {
        return new Endpoint(HttpMethod.POST, RestRoutes.BASE + path, handler);
    }

    RequestPredicate isAsked() {
        return isAddressed().and(RequestPredicates.methods(methods().toArray(HttpMethod[]::new)));
    }

    RequestPredicate isAddressed() {
        return RequestPredicates.path(address);
    }

    List<HttpMethod> methods() {
        return method.equals(HttpMethod.GET) ? List.of(HttpMethod.GET, HttpMethod.HEAD) : List.of(method);
    }

    /** The methods of all of some endpoints. */
    static List<HttpMethod> methods(Stream<Endpoint> endpoints) {
        return endpoints.flatMap(it -> it.methods().stream()).distinct().toList();
    }

    @Override
    public String toString() {
        return method + " " + address;
    }
}
