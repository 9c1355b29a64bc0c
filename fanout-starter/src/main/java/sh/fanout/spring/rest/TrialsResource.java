package sh.fanout.spring.rest;

import static sh.fanout.ErrorCode.EVENT_LOG_UNREACHABLE;
import static sh.fanout.ErrorCode.INVALID_EVENT_TYPE;
import static sh.fanout.ErrorCode.INVALID_OPTION;
import static sh.fanout.ErrorCode.NOT_FOUND;
import static sh.fanout.ErrorCode.TEMPORAL_UNREACHABLE;
import static sh.fanout.ErrorCode.UNKNOWN_EVENT_TYPE;
import static sh.fanout.spring.access.Access.VIEW;
import static sh.fanout.spring.rest.Endpoint.post;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.log.Events;
import sh.fanout.subscription.Trial;
import sh.fanout.subscription.Trials;

/** Who would receive an event, sent along or taken from the log: nothing is published. */
final class TrialsResource {

    private final Trials trials;
    private final Events events;

    TrialsResource(Trials trials, Events events) {
        this.trials = trials;
        this.events = events;
    }

    List<Endpoint> endpoints() {
        return List.of(post(
                VIEW,
                "/event-types/{type}/try",
                this::run,
                Contract.of("tryEvent", "Tells who would receive an event, and why others would not; publishes nothing")
                        .reads("TryRequest")
                        .answers(Trial.class)
                        .refuses(
                                INVALID_EVENT_TYPE,
                                UNKNOWN_EVENT_TYPE,
                                NOT_FOUND,
                                INVALID_OPTION,
                                EVENT_LOG_UNREACHABLE,
                                TEMPORAL_UNREACHABLE)));
    }

    ServerResponse run(ServerRequest request) {
        var wanted = TryRequest.read(RequestBody.read(request));
        var type = request.pathVariable("type");
        var trial = wanted.eventId() == null
                ? trials.of(type, wanted.payload(), wanted.options())
                : again(wanted.eventId(), type);
        return RestJson.answer(HttpStatus.OK, trial);
    }

    private Trial again(String eventId, String type) {
        var event = events.get(eventId).envelope();
        if (!event.type().equals(type)) {
            throw new InvalidRequestException(
                    "Event '%s' is of type '%s', not of '%s'.".formatted(eventId, event.type(), type),
                    "Send the request to %s/event-types/%s/try.".formatted(RestRoutes.BASE, event.type()));
        }
        return trials.of(event);
    }
}
