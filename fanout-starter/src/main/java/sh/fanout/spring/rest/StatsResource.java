package sh.fanout.spring.rest;

import static sh.fanout.ErrorCode.EVENT_LOG_UNREACHABLE;
import static sh.fanout.ErrorCode.INVALID_EVENT_TYPE;
import static sh.fanout.ErrorCode.INVALID_SUBSCRIPTION;
import static sh.fanout.spring.rest.Endpoint.get;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.log.Events;
import sh.fanout.log.Stats;
import sh.fanout.log.StatsQuery;
import sh.fanout.log.Steps;

/** How much has happened on the bus, in steps of time. */
final class StatsResource {

    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.text("type", "The id of their event type, or a pattern such as order.*"),
            Parameter.duration("range", "How far back, from PT15M to P30D; an hour if left out."));
    private static final Duration DEFAULT_RANGE = Duration.ofHours(1);

    private final Events events;

    StatsResource(Events events) {
        this.events = events;
    }

    List<Endpoint> endpoints() {
        return List.of(get(
                "/stats",
                this::stats,
                Contract.of("getStats", "Counts what has happened, per event type and step of time")
                        .takes(PARAMETERS)
                        .answers(Stats.class)
                        .refuses(INVALID_EVENT_TYPE, INVALID_SUBSCRIPTION, EVENT_LOG_UNREACHABLE)));
    }

    ServerResponse stats(ServerRequest request) {
        var given = Parameters.of(request);
        var range = given.duration("range");
        var query =
                new StatsQuery(given.types("type"), Steps.last(range == null ? DEFAULT_RANGE : range, Instant.now()));
        return RestJson.answer(HttpStatus.OK, events.stats(query));
    }
}
