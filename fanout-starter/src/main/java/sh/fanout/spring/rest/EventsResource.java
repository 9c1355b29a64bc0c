package sh.fanout.spring.rest;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import sh.fanout.Fanout;
import sh.fanout.Publication;
import sh.fanout.filter.Filter;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedEvent;
import sh.fanout.spring.tracing.CallerTrace;

/** The events of the bus: publish one, list them, look at one, take one back. */
final class EventsResource {

    private static final String LIST = "events";
    private static final List<String> PARAMETERS =
            List.of("type", "status", "key", "tag", "filter", "from", "to", "cursor", "limit");

    private final Fanout fanout;
    private final Events events;

    EventsResource(Fanout fanout, Events events) {
        this.fanout = fanout;
        this.events = events;
    }

    ServerResponse publish(ServerRequest request) {
        var publication = published(request);
        return RestJson.answer(
                ServerResponse.status(publication.duplicate() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                        .location(location(request, publication.eventId())),
                MediaType.APPLICATION_JSON,
                publication);
    }

    /** Publishes what the body of the request says. */
    Publication published(ServerRequest request) {
        var body = RequestBody.read(request.servletRequest());
        var wanted = PublishRequest.read(body);
        return CallerTrace.within(
                header(request, "traceparent"),
                () -> fanout.publishJson(request.pathVariable("type"), wanted.payload(), wanted.options()));
    }

    /** @param below further segments, such as {@code results} */
    static URI location(ServerRequest request, String eventId, String... below) {
        return ServletUriComponentsBuilder.fromServletMapping(request.servletRequest())
                .path(RestRoutes.BASE)
                .pathSegment("events", eventId)
                .pathSegment(below)
                .build()
                .toUri();
    }

    /** Whether an event is taken back. */
    record Cancelled(boolean cancelled) {}

    ServerResponse cancel(ServerRequest request) {
        Parameters.refuseAll(request);
        return RestJson.answer(HttpStatus.OK, new Cancelled(cancel(events.get(request.pathVariable("id")))));
    }

    private boolean cancel(LoggedEvent event) {
        return event.status().settled()
                ? event.status() == EventStatus.CANCELLED
                : fanout.cancel(new Publication(event.envelope().id(), event.workflowId(), false));
    }

    ServerResponse page(ServerRequest request) {
        var page = events.page(query(Parameters.of(request, PARAMETERS)));
        return RestJson.answer(HttpStatus.OK, ListPage.of(LIST, page));
    }

    private static EventQuery query(Parameters given) {
        var events = new EventSelection(
                given.types("type"),
                given.word("status", EventStatus.class, "a status of an event"),
                given.text("key"),
                given.text("tag"),
                given.read("filter", Filter::json),
                given.time("from"),
                given.time("to"));
        return new EventQuery(events, given.cursor(LIST), given.limit());
    }

    ServerResponse event(ServerRequest request) {
        Parameters.refuseAll(request);
        return RestJson.answer(HttpStatus.OK, events.get(request.pathVariable("id")));
    }

    private static @Nullable String header(ServerRequest request, String name) {
        List<String> values = request.headers().header(name);
        return values.size() == 1 ? values.get(0) : null;
    }
}
