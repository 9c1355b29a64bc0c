package sh.fanout.spring.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.log.Events;
import sh.fanout.log.StatsQuery;

/** How much has happened on the bus, in steps of time. */
final class StatsResource {

    private static final List<String> PARAMETERS = List.of("type", "range");
    private static final Duration DEFAULT_RANGE = Duration.ofHours(1);

    private final Events events;

    StatsResource(Events events) {
        this.events = events;
    }

    ServerResponse stats(ServerRequest request) {
        var given = Parameters.of(request, PARAMETERS);
        var range = given.duration("range");
        var query = StatsQuery.last(range == null ? DEFAULT_RANGE : range, given.types("type"), Instant.now());
        return RestJson.answer(HttpStatus.OK, events.stats(query));
    }
}
