package sh.fanout.spring.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Who sent a request.
 *
 * @param name as they are logged in; {@code null} if nobody asks them to
 */
record Caller(@Nullable String name) {

    static final Caller UNKNOWN = new Caller(null);

    private static final String ATTRIBUTE = Caller.class.getName();

    void isSenderOf(ServerRequest request) {
        request.attributes().put(ATTRIBUTE, this);
    }

    static Caller of(ServerRequest request) {
        return (Caller) request.attributes().getOrDefault(ATTRIBUTE, UNKNOWN);
    }
}
