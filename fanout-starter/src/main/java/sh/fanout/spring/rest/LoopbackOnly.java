package sh.fanout.spring.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.springframework.web.servlet.HandlerInterceptor;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * Answers this machine only, where nothing else guards the endpoints.
 *
 * <p>The name in the address counts too: a page on another site can have its own name resolve to this machine.
 */
final class LoopbackOnly implements HandlerInterceptor {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isLoopback(request.getRemoteAddr()) && NAMES.contains(request.getServerName()) && !isForwarded(request)) {
            return true;
        }
        throw new FanoutException(
                ErrorCode.NOT_ALLOWED,
                "Fanout's endpoints answer only requests from this machine to localhost.",
                "Add Spring Security to say who may call them, or set fanout.rest.remote=true if everybody may.");
    }

    private static boolean isForwarded(HttpServletRequest request) {
        return request.getHeader("Forwarded") != null || request.getHeader("X-Forwarded-For") != null;
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
