package sh.fanout.spring.rest;

import static sh.fanout.ErrorCode.TEMPORAL_UNREACHABLE;
import static sh.fanout.ErrorCode.UNKNOWN_EVENT_TYPE;
import static sh.fanout.spring.rest.Endpoint.get;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.catalog.DefinedEventType;
import sh.fanout.catalog.EventTypeSummary;
import sh.fanout.catalog.EventTypes;

/** The event types of the bus: list them, look at one. */
final class EventTypesResource {

    private final EventTypes types;

    EventTypesResource(EventTypes types) {
        this.types = types;
    }

    /** Every event type; a bus has few, so that the list has no pages. */
    record AllEventTypes(List<EventTypeSummary> items) {}

    List<Endpoint> endpoints() {
        return List.of(
                get(
                        "/event-types",
                        this::list,
                        Contract.of("listEventTypes", "Lists the event types of the bus")
                                .answers(AllEventTypes.class)
                                .refuses(TEMPORAL_UNREACHABLE)),
                get(
                        "/event-types/{type}",
                        this::type,
                        Contract.of("getEventType", "Shows an event type with its schemas and its subscriptions")
                                .answers(DefinedEventType.class)
                                .refuses(UNKNOWN_EVENT_TYPE, TEMPORAL_UNREACHABLE)));
    }

    ServerResponse list(ServerRequest request) {
        return RestJson.answer(HttpStatus.OK, new AllEventTypes(types.list()));
    }

    ServerResponse type(ServerRequest request) {
        return RestJson.answer(HttpStatus.OK, types.get(request.pathVariable("type")));
    }
}
