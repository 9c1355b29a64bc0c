package sh.fanout.spring.actuate;

import java.util.Objects;
import java.util.TreeMap;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import sh.fanout.spring.access.AuditedRequest;

/** Tells Actuator of each request that changed something; it keeps them where the application has it keep such things. */
final class AuditTrail {

    private static final String TYPE = "FANOUT_REQUEST";

    private final ApplicationEventPublisher events;

    AuditTrail(ApplicationEventPublisher events) {
        this.events = events;
    }

    @EventListener
    void tell(AuditedRequest request) {
        var data = new TreeMap<String, Object>(request.target());
        data.put("what", request.what());
        data.put("status", request.status());
        if (request.why() != null) {
            data.put("why", request.why());
        }
        if (request.created() != null) {
            data.put("created", request.created());
        }
        events.publishEvent(new AuditApplicationEvent(
                new AuditEvent(request.when(), Objects.requireNonNullElse(request.who(), ""), TYPE, data)));
    }
}
