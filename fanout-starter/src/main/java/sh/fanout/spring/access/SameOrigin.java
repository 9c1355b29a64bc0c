package sh.fanout.spring.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * Refuses what a page of another site has a browser send on behalf of whoever sits in front of it.
 *
 * <p>It needs no session and no token, so that it stands beside whatever the filter chain of the application asks for: a
 * browser says where a request comes from, and a header of one's own cannot be added to a request to another site without
 * that site's consent.
 */
public final class SameOrigin {

    public static final String HEADER = "X-Fanout-Request";

    private static final Set<String> HARMLESS = Set.of("same-origin", "none");

    private SameOrigin() {}

    /** Throws a {@link FanoutException} of {@link ErrorCode#NOT_ALLOWED} for a request that another site may have caused. */
    static void require(HttpServletRequest request) {
        if (request.getHeader(HEADER) == null && !isOwn(request)) {
            throw new FanoutException(
                    ErrorCode.NOT_ALLOWED,
                    "The request comes from a page of another site.",
                    "Send the header %s, with any value, to say that it is meant.".formatted(HEADER));
        }
    }

    private static boolean isOwn(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return HARMLESS.contains(site);
        }
        // Without encryption a browser tells nothing but this; who is no browser does not even tell this.
        var origin = request.getHeader("Origin");
        return origin == null || request.getRequestURL().toString().startsWith(origin + "/");
    }
}
