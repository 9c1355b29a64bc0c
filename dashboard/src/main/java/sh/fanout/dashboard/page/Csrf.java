package sh.fanout.dashboard.page;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.util.ClassUtils;

/** What Spring Security wants to find in each form, where it guards the application. */
public record Csrf(String name, String value) {

    private static final boolean PRESENT =
            ClassUtils.isPresent("org.springframework.security.web.csrf.CsrfToken", Csrf.class.getClassLoader());

    /** What it wants of the forms of one visitor; {@code null} if it wants nothing. */
    static @Nullable Csrf of(HttpServletRequest request) {
        return PRESENT ? Token.of(request) : null;
    }

    /** What a request has of Spring Security, apart since its class may be missing. */
    private static final class Token {

        private Token() {}

        static @Nullable Csrf of(HttpServletRequest request) {
            return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                    ? new Csrf(token.getParameterName(), token.getToken())
                    : null;
        }
    }
}
