package sh.fanout.spring.rest;

import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import sh.fanout.ErrorCode;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;
import sh.fanout.log.Events;
import sh.fanout.workflows.temporal.FanoutJson;

/** The events of the bus. Answers are written by Fanout's own mapper, whatever the application configures for its own. */
@RestController
@RequestMapping("/fanout/api/v1/events")
class EventsController {

    private final Fanout fanout;
    private final Events events;

    EventsController(Fanout fanout, Events events) {
        this.fanout = fanout;
        this.events = events;
    }

    @PostMapping(path = "/{type}/publish", consumes = APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> publish(@PathVariable String type, @RequestBody(required = false) byte[] body) {
        var request = PublishRequest.read(type, body == null ? new byte[0] : body);
        var publication = fanout.publishJson(type, request.payload(), request.options());
        var location = ServletUriComponentsBuilder.fromCurrentContextPath()
                .pathSegment("fanout", "api", "v1", "events", publication.eventId())
                .build()
                .toUriString();
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .header(HttpHeaders.LOCATION, location)
                .contentType(APPLICATION_JSON)
                .body(FanoutJson.MAPPER.writeValueAsBytes(publication));
    }

    @GetMapping
    ResponseEntity<byte[]> page(@RequestParam Map<String, String> parameters) {
        return json(EventsPage.of(events.page(EventsQuery.read(parameters))));
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> event(@PathVariable String id) {
        var event = events.find(id)
                .orElseThrow(() -> new FanoutException(
                        ErrorCode.NOT_FOUND,
                        "The event log has no event '%s'.".formatted(id),
                        "It may take a moment after the publish; if not, check the id."));
        return json(event);
    }

    private static ResponseEntity<byte[]> json(Object body) {
        return ResponseEntity.ok().contentType(APPLICATION_JSON).body(FanoutJson.MAPPER.writeValueAsBytes(body));
    }
}
