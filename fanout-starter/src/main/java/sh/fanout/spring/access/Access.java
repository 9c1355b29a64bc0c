package sh.fanout.spring.access;

import java.util.List;
import java.util.Locale;
import sh.fanout.spring.FanoutProperties.Roles;

/** What a caller must be allowed to do for an endpoint; who may do more may do less as well. */
public enum Access {
    /** Look. */
    VIEW,
    /** Publish, retry, skip, discard, pause and resume. */
    OPERATE,
    /** Erase. */
    ADMINISTER;

    /** Whether it may change something. */
    public boolean changes() {
        return this != VIEW;
    }

    /** The authorities of which each is enough, the least of them first. */
    List<String> authorities(Roles roles) {
        return switch (this) {
            case VIEW -> List.of(roles.viewer(), roles.operator(), roles.admin());
            case OPERATE -> List.of(roles.operator(), roles.admin());
            case ADMINISTER -> List.of(roles.admin());
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
