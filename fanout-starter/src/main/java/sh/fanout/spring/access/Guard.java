package sh.fanout.spring.access;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Lets requests in, and keeps a trace of those that may change something. Safe for use by any number of threads. */
public final class Guard {

    private static final Set<HttpMethod> LOOKS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Gate gate;
    private final Audit audit;

    Guard(Gate gate, Audit audit) {
        this.gate = gate;
        this.audit = audit;
    }

    /**
     * Notes who sent a request, and lets it in if it may do what it asks for. Who only looks may do so from another site by a
     * link; a form of another site does nothing, not even ask.
     *
     * @throws sh.fanout.FanoutException ({@code FANOUT-203}, {@code FANOUT-220} or {@code FANOUT-221}) if it may not
     */
    public void admit(ServerRequest request, Access access) {
        var sent = request.servletRequest();
        gate.sender(sent).isSenderOf(request);
        gate.admit(sent, access);
        if (access.changes() || !LOOKS.contains(request.method())) {
            SameOrigin.require(sent);
        }
    }

    /** Whether whoever sent a request, and was let in, may do this as well. */
    public boolean allows(ServerRequest request, Access access) {
        return gate.allows(request.servletRequest(), access);
    }

    /** The authorities of which it asks for one; none if it does not look at who somebody is. */
    public List<String> asksFor(Access access) {
        return gate.asksFor(access);
    }

    /**
     * Keeps the trace of a request that has been answered.
     *
     * @param what it asked for, such as {@code POST /fanout/api/v1/subscriptions/{id}/pause}
     */
    public void record(ServerRequest request, String what, ServerResponse answer) {
        audit.record(request, what, answer);
    }
}
