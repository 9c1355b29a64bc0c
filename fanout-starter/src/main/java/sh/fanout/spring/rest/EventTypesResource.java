package sh.fanout.spring.rest;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.catalog.EventTypeSummary;
import sh.fanout.catalog.EventTypes;

/** The event types of the bus: list them, look at one. */
final class EventTypesResource {

    private final EventTypes types;

    EventTypesResource(EventTypes types) {
        this.types = types;
    }

    /** All of them, for a bus has few. */
    record All(List<EventTypeSummary> items) {}

    ServerResponse list(ServerRequest request) {
        Parameters.refuseAll(request);
        return RestJson.answer(HttpStatus.OK, new All(types.list()));
    }

    ServerResponse type(ServerRequest request) {
        Parameters.refuseAll(request);
        return RestJson.answer(HttpStatus.OK, types.get(request.pathVariable("type")));
    }
}
