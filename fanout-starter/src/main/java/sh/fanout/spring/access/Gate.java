package sh.fanout.spring.access;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** Decides who may use the endpoints. */
@FunctionalInterface
interface Gate {

    /** Tells who sent a request, or throws a {@link FanoutException} if they may not do what it asks for. */
    Caller admit(HttpServletRequest request, Access access);

    /** The authorities of which it asks for one; none if it does not look at who somebody is. */
    default List<String> asksFor(Access access) {
        return List.of();
    }

    /** Whether a request would be let in. */
    default boolean allows(HttpServletRequest request, Access access) {
        try {
            admit(request, access);
            return true;
        } catch (FanoutException refusal) {
            return false;
        }
    }

    /** Lets everybody in. */
    static Gate open() {
        return (request, access) -> Caller.UNKNOWN;
    }

    /** Lets this machine in, and nobody who comes by way of it: for where nothing else guards the endpoints. */
    static Gate loopback() {
        return new Loopback();
    }

    /**
     * Lets in who sits at this machine. The name in the address counts too, since a page on another site can have its own
     * name resolve to this machine; and a proxy on this machine speaks for others, even where a filter or the server has
     * already put the caller's address in place of the proxy's.
     */
    final class Loopback implements Gate {

        private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
        private static final List<String> FORWARDED =
                List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP");
        private static final String FORWARDED_IN_TOMCAT = "org.apache.tomcat.request.forwarded";

        private Loopback() {}

        @Override
        public Caller admit(HttpServletRequest request, Access access) {
            var original = original(request);
            if (isLoopback(original.getRemoteAddr())
                    && NAMES.contains(original.getServerName().toLowerCase(Locale.ROOT))
                    && original.getAttribute(FORWARDED_IN_TOMCAT) == null
                    && FORWARDED.stream().allMatch(header -> original.getHeader(header) == null)
                    && (!"cross-site".equals(original.getHeader("Sec-Fetch-Site"))
                            || (!access.changes() && isFollowedLink(original)))) {
                return Caller.UNKNOWN;
            }
            throw new FanoutException(
                    ErrorCode.NOT_ALLOWED,
                    "Fanout's endpoints answer only requests from this machine to localhost.",
                    "Add Spring Security to say who may call them, or set fanout.access.remote=true if everybody may.");
        }

        /** A page on another site sees nothing of what it leads somebody to. */
        private static boolean isFollowedLink(HttpServletRequest request) {
            return "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                    && "document".equals(request.getHeader("Sec-Fetch-Dest"));
        }

        private static HttpServletRequest original(HttpServletRequest request) {
            ServletRequest inner = request;
            while (inner instanceof ServletRequestWrapper wrapper) {
                inner = wrapper.getRequest();
            }
            return (HttpServletRequest) inner;
        }

        private static boolean isLoopback(String address) {
            try {
                return InetAddress.getByName(address).isLoopbackAddress();
            } catch (UnknownHostException e) {
                return false;
            }
        }
    }
}
