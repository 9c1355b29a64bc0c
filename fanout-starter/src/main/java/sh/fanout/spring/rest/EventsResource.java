package sh.fanout.spring.rest;

import static sh.fanout.ErrorCode.EVENT_LOG_UNREACHABLE;
import static sh.fanout.ErrorCode.IDEMPOTENCY_CONFLICT;
import static sh.fanout.ErrorCode.INVALID_EVENT_TYPE;
import static sh.fanout.ErrorCode.INVALID_FILTER;
import static sh.fanout.ErrorCode.INVALID_OPTION;
import static sh.fanout.ErrorCode.INVALID_PAYLOAD;
import static sh.fanout.ErrorCode.INVALID_SUBSCRIPTION;
import static sh.fanout.ErrorCode.LANE_FULL;
import static sh.fanout.ErrorCode.LIMITER_UNREACHABLE;
import static sh.fanout.ErrorCode.NOT_FOUND;
import static sh.fanout.ErrorCode.PUBLISH_FAILED;
import static sh.fanout.ErrorCode.RATE_LIMITED;
import static sh.fanout.ErrorCode.TEMPORAL_UNREACHABLE;
import static sh.fanout.ErrorCode.UNKNOWN_EVENT_TYPE;
import static sh.fanout.spring.access.Access.OPERATE;
import static sh.fanout.spring.rest.Endpoint.get;
import static sh.fanout.spring.rest.Endpoint.post;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.Fanout;
import sh.fanout.Publication;
import sh.fanout.filter.Filter;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.EventSummary;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedEvent;
import sh.fanout.spring.tracing.CallerTrace;

/** The events of the bus: publish one, list them, look at one, take one back. */
final class EventsResource {

    private static final String LIST = "events";
    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.text("type", "The id of their event type, or a pattern such as order.*"),
            Parameter.word("status", "How far they are.", EventStatus.class),
            Parameter.text("key", "Their ordering key."),
            Parameter.text("tag", "A tag that they have."),
            Parameter.text("causation", "The id of the event whose handlers published them."),
            Parameter.text("filter", "The filter of a subscription that would receive them, as JSON text."),
            Parameter.time("from", "Accepted at or after this time."),
            Parameter.time("to", "Accepted before this time."),
            Parameter.CURSOR,
            Parameter.LIMIT);

    static final Parameter TRACE =
            Parameter.header("traceparent", "The trace that the event belongs to, as W3C Trace Context has it.");

    private final Fanout fanout;
    private final Events events;

    EventsResource(Fanout fanout, Events events) {
        this.fanout = fanout;
        this.events = events;
    }

    List<Endpoint> endpoints() {
        return List.of(
                get(
                        "/events",
                        this::page,
                        Contract.of("listEvents", "Lists events, the newest first")
                                .takes(PARAMETERS)
                                .answers(ListPage.of(EventSummary.class))
                                .refuses(
                                        INVALID_EVENT_TYPE,
                                        INVALID_SUBSCRIPTION,
                                        INVALID_FILTER,
                                        EVENT_LOG_UNREACHABLE,
                                        TEMPORAL_UNREACHABLE)),
                get(
                        "/events/{id}",
                        this::event,
                        Contract.of("getEvent", "Shows an event with its deliveries and their attempts")
                                .answers(LoggedEvent.class)
                                .refuses(NOT_FOUND, EVENT_LOG_UNREACHABLE)),
                post(
                        OPERATE,
                        "/events/{type}/publish",
                        this::publish,
                        publishing("publishEvent", "Publishes an event")
                                .answers(HttpStatus.ACCEPTED, Publication.class, "The event is durable")
                                .answers(HttpStatus.OK, Publication.class, "An earlier event has its idempotency key")),
                post(
                        OPERATE,
                        "/events/{id}/cancel",
                        this::cancel,
                        Contract.of("cancelEvent", "Takes an event back that is not yet delivered")
                                .answers(EventCancelled.class)
                                .refuses(NOT_FOUND, EVENT_LOG_UNREACHABLE, TEMPORAL_UNREACHABLE)));
    }

    /** What every way of publishing takes and refuses. */
    static Contract publishing(String id, String summary) {
        return Contract.of(id, summary)
                .takes(TRACE, IdempotencyKey.PARAMETER)
                .reads("PublishRequest")
                .refuses(
                        INVALID_EVENT_TYPE,
                        UNKNOWN_EVENT_TYPE,
                        INVALID_PAYLOAD,
                        INVALID_OPTION,
                        IDEMPOTENCY_CONFLICT,
                        RATE_LIMITED)
                .refuses(LIMITER_UNREACHABLE, LANE_FULL, PUBLISH_FAILED, TEMPORAL_UNREACHABLE);
    }

    ServerResponse publish(ServerRequest request) {
        var publication = published(request);
        return RestJson.answer(
                ServerResponse.status(publication.duplicate() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                        .location(RestRoutes.address(request, "events", publication.eventId())),
                MediaType.APPLICATION_JSON,
                publication);
    }

    /** Publishes what the body of the request says. */
    Publication published(ServerRequest request) {
        var body = RequestBody.read(request);
        var wanted = PublishRequest.read(body);
        var options = IdempotencyKey.in(request, wanted.options());
        return CallerTrace.within(
                traceparent(request),
                () -> fanout.publishJson(request.pathVariable("type"), wanted.payload(), options));
    }

    /** Whether an event is taken back. */
    record EventCancelled(boolean cancelled) {}

    ServerResponse cancel(ServerRequest request) {
        return RestJson.answer(HttpStatus.OK, new EventCancelled(fanout.cancel(request.pathVariable("id"))));
    }

    ServerResponse page(ServerRequest request) {
        var page = events.page(query(Parameters.of(request)));
        return RestJson.answer(HttpStatus.OK, ListPage.of(LIST, page));
    }

    private static EventQuery query(Parameters given) {
        var events = new EventSelection(
                given.types("type"),
                given.word("status", EventStatus.class, "a status of an event"),
                given.text("key"),
                given.text("tag"),
                given.text("causation"),
                given.read("filter", Filter::json),
                given.time("from"),
                given.time("to"));
        return new EventQuery(events, given.cursor(LIST), given.limit());
    }

    ServerResponse event(ServerRequest request) {
        return RestJson.answer(HttpStatus.OK, events.get(request.pathVariable("id")));
    }

    static @Nullable String traceparent(ServerRequest request) {
        List<String> values = request.headers().header("traceparent");
        return values.size() == 1 ? values.get(0) : null;
    }
}
