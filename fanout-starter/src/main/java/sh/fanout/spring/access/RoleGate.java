package sh.fanout.spring.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.spring.FanoutProperties.Roles;

/**
 * Lets those in whom Spring Security knows, as far as their authorities go.
 *
 * <p>It decides behind the filter chain of the application, whichever that is, and brings none: the mere presence of another
 * chain would take away the one that Spring Boot guards the application with by default.
 */
final class RoleGate implements Gate {

    private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

    private final Roles roles;

    RoleGate(Roles roles) {
        this.roles = roles;
    }

    @Override
    public Caller sender(HttpServletRequest request) {
        var user = user();
        return user == null ? Caller.UNKNOWN : new Caller(user.getName());
    }

    @Override
    public void admit(HttpServletRequest request, Access access) {
        var user = user();
        if (user == null) {
            throw new FanoutException(
                    ErrorCode.NOT_AUTHENTICATED,
                    "Fanout does not know who sends this request.",
                    "Log in; the filter chain of Spring Security has to authenticate /fanout/**.");
        }
        var enough = asksFor(access);
        if (!hasOneOf(user, enough)) {
            throw new FanoutException(
                    ErrorCode.ROLE_MISSING,
                    "'%s' may not %s here.".formatted(user.getName(), access),
                    "It takes the authority %s; which ones count, fanout.access.roles.* says."
                            .formatted(String.join(" or ", enough)));
        }
    }

    private static @Nullable Authentication user() {
        var user = SecurityContextHolder.getContext().getAuthentication();
        return TRUST.isAuthenticated(user) ? user : null;
    }

    @Override
    public List<String> asksFor(Access access) {
        return access.authorities(roles);
    }

    private static boolean hasOneOf(Authentication user, List<String> enough) {
        return user.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .anyMatch(enough::contains);
    }
}
