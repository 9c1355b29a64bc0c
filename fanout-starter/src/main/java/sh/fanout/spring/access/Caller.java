package sh.fanout.spring.access;

import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Who sent a request.
 *
 * @param name as they are logged in; {@code null} if nobody asks them to
 */
public record Caller(@Nullable String name) {

    static final Caller UNKNOWN = new Caller(null);

    private static final String ATTRIBUTE = Caller.class.getName();

    public void isSenderOf(ServerRequest request) {
        request.attributes().put(ATTRIBUTE, this);
    }

    public static Caller of(ServerRequest request) {
        return (Caller) request.attributes().getOrDefault(ATTRIBUTE, UNKNOWN);
    }
}
