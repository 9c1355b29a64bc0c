package sh.fanout.spring.rest;

import static sh.fanout.ErrorCode.EVENT_LOG_UNREACHABLE;
import static sh.fanout.ErrorCode.GATHER_FAILED;
import static sh.fanout.ErrorCode.INVALID_PAYLOAD;
import static sh.fanout.ErrorCode.NOT_FOUND;
import static sh.fanout.ErrorCode.TEMPORAL_UNREACHABLE;
import static sh.fanout.spring.access.Access.OPERATE;
import static sh.fanout.spring.rest.Endpoint.get;
import static sh.fanout.spring.rest.Endpoint.post;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.ErrorCode;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;
import sh.fanout.GatherResult;
import sh.fanout.SubscriberResult;

/** What the subscriptions of an event returned: with the publish, or by the event's id. No thread waits with the client. */
final class ResultsResource {

    private static final Logger logger = LoggerFactory.getLogger(ResultsResource.class);

    /** Longer than a wait for results takes to give up, so that its own answer arrives. */
    private static final Duration GIVEN_UP = Wait.MOST.plusSeconds(30);

    private final Fanout fanout;
    private final EventsResource events;

    ResultsResource(Fanout fanout, EventsResource events) {
        this.fanout = fanout;
        this.events = events;
    }

    List<Endpoint> endpoints() {
        return List.of(
                get(
                        "/events/{id}/results",
                        this::gather,
                        Contract.of("getResults", "Gives the results of an event, perhaps after waiting for them")
                                .takes(Wait.PARAMETER)
                                .answers(HttpStatus.OK, EventResults.class, "All results")
                                .answers(HttpStatus.ACCEPTED, EventResults.class, "Some results; others are pending")
                                .refuses(NOT_FOUND, INVALID_PAYLOAD, GATHER_FAILED)
                                .refuses(EVENT_LOG_UNREACHABLE, TEMPORAL_UNREACHABLE)),
                post(
                        OPERATE,
                        "/events/{type}/publish-and-wait",
                        this::publishAndWait,
                        EventsResource.publishing(
                                        "publishEventAndWait",
                                        "Publishes an event, and waits for the results of its subscriptions")
                                .takes(Wait.PARAMETER)
                                .answers(HttpStatus.OK, EventResults.class, "All results")
                                .answers(HttpStatus.ACCEPTED, EventResults.class, "Some results; others are pending")
                                .refuses(GATHER_FAILED)));
    }

    ServerResponse publishAndWait(ServerRequest request) {
        var wait = Wait.of(request, Wait.USUAL);
        var publication = events.published(request);
        return answer(request, publication.eventId(), fanout.gather(publication, wait));
    }

    ServerResponse gather(ServerRequest request) {
        var id = request.pathVariable("id");
        return answer(request, id, fanout.gather(id, Wait.of(request, Duration.ZERO)));
    }

    /** 200 with everything, or 202 with what is known and where to ask again. */
    private static ServerResponse answer(
            ServerRequest request, String eventId, CompletableFuture<GatherResult> results) {
        var again = RestRoutes.address(request, "events", eventId, "results");
        var response = results.handle((result, failure) -> {
            if (result == null) {
                return Problem.answer(refusal(eventId, failure), eventId, again);
            }
            return RestJson.answer(
                    result.complete()
                            ? ServerResponse.ok()
                            : ServerResponse.status(HttpStatus.ACCEPTED).location(again),
                    MediaType.APPLICATION_JSON,
                    EventResults.of(result));
        });
        return ServerResponse.async(response, GIVEN_UP);
    }

    private static FanoutException refusal(String eventId, Throwable failure) {
        if (failure instanceof FanoutException refusal) {
            return refusal;
        }
        logger.error("the results of event {} did not come", eventId, failure);
        return new FanoutException(
                ErrorCode.REQUEST_FAILED,
                "Fanout failed to answer this request.",
                "The log of the service has the reason; please report it.",
                failure);
    }

    /** Results as clients read them. */
    record EventResults(String eventId, boolean complete, boolean cancelled, Map<String, SubscriptionResult> results) {

        static EventResults of(GatherResult gathered) {
            var results = new LinkedHashMap<String, SubscriptionResult>();
            gathered.results().forEach((subscription, it) -> results.put(subscription, SubscriptionResult.of(it)));
            return new EventResults(gathered.eventId(), gathered.complete(), gathered.cancelled(), results);
        }
    }

    /** The result of one subscription. */
    record SubscriptionResult(
            boolean ok,
            SubscriberResult.Status status,
            @JsonRawValue @Nullable String output,
            boolean outputTooLarge,
            @Nullable String error) {

        static SubscriptionResult of(SubscriberResult it) {
            return new SubscriptionResult(it.ok(), it.status(), it.output(), it.outputTooLarge(), it.error());
        }
    }
}
