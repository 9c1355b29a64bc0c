package sh.fanout.spring.access;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** Decides who may use the endpoints. */
@FunctionalInterface
interface Gate {

    /** Throws a {@link FanoutException} if whoever sent a request may not do what it asks for. */
    void admit(HttpServletRequest request, Access access);

    /** Who sent a request, whether or not they may do what it asks for. */
    default Caller sender(HttpServletRequest request) {
        return Caller.UNKNOWN;
    }

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
        return (request, access) -> {};
    }

    /** Lets this machine in, and nobody who comes by way of it: for where nothing else guards the endpoints. */
    static Gate loopback() {
        return new Loopback();
    }

    /**
     * Lets in who sits at this machine. The name in the address counts too, since a page on another site can have its own
     * name resolve to this machine; and a proxy on this machine speaks for others, even where a filter or the server has
     * already put the caller's address in place of the proxy's. One that adds no header and speaks HTTP/1.1 cannot be told
     * from who sits here.
     */
    final class Loopback implements Gate {

        private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
        /** Not all of 127/8: the proxy of a service mesh calls from another address there. */
        private static final Set<String> ADDRESSES = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1");

        private static final Pattern FORWARDED =
                Pattern.compile("forwarded|via|x-real-ip|x-forwarded-.*|x-envoy-.*", Pattern.CASE_INSENSITIVE);
        private static final String FORWARDED_IN_TOMCAT = "org.apache.tomcat.request.forwarded";

        private Loopback() {}

        @Override
        public void admit(HttpServletRequest request, Access access) {
            var original = original(request);
            var isFromHere = isLoopback(original.getRemoteAddr())
                    && NAMES.contains(original.getServerName().toLowerCase(Locale.ROOT))
                    && !isForwarded(original)
                    && (!"cross-site".equals(original.getHeader("Sec-Fetch-Site"))
                            || (!access.changes() && isFollowedLink(original)));
            if (!isFromHere) {
                throw new FanoutException(
                        ErrorCode.NOT_ALLOWED,
                        "Fanout's endpoints answer only requests from this machine to localhost.",
                        "Add Spring Security to say who may call them, or set fanout.access.remote=true if everybody may.");
            }
        }

        private static boolean isForwarded(HttpServletRequest request) {
            // nginx speaks that, and adds no header, unless it is told otherwise; neither browsers nor curl do.
            return "HTTP/1.0".equals(request.getProtocol())
                    || request.getAttribute(FORWARDED_IN_TOMCAT) != null
                    || Collections.list(request.getHeaderNames()).stream()
                            .anyMatch(it -> FORWARDED.matcher(it).matches());
        }

        /** A page on another site sees nothing of what it leads somebody to. */
        private static boolean isFollowedLink(HttpServletRequest request) {
            return "GET".equals(request.getMethod())
                    && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
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
                return ADDRESSES.contains(InetAddress.getByName(address).getHostAddress());
            } catch (UnknownHostException e) {
                return false;
            }
        }
    }
}
