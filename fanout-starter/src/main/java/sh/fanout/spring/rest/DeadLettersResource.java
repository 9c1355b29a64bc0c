package sh.fanout.spring.rest;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.EventType;
import sh.fanout.deadletter.DeadLetterGroup;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.DeadLetters;

/** Deliveries that gave up: list and group them, look at one, retry it, perhaps with another payload, or discard it. */
final class DeadLettersResource {

    private static final String LIST = "dead-letters";
    private static final List<String> FILTERS = List.of("type", "subscription", "status", "group", "from", "to");
    private static final List<String> PARAMETERS =
            List.of("type", "subscription", "status", "group", "from", "to", "cursor", "limit");

    private final DeadLetters letters;

    DeadLettersResource(DeadLetters letters) {
        this.letters = letters;
    }

    /** The largest group comes first. */
    record Groups(List<DeadLetterGroup> items) {}

    /** What is being done about which letter. */
    record Acted(String eventId, String subscription, DeadLetterStatus status) {}

    ServerResponse page(ServerRequest request) {
        var page = letters.page(query(Parameters.of(request, PARAMETERS)));
        return RestJson.answer(HttpStatus.OK, ListPage.of(LIST, page.letters(), page.next()));
    }

    ServerResponse groups(ServerRequest request) {
        return RestJson.answer(HttpStatus.OK, new Groups(letters.groups(query(Parameters.of(request, FILTERS)))));
    }

    ServerResponse letter(ServerRequest request) {
        Parameters.refuseAll(request);
        return RestJson.answer(HttpStatus.OK, letters.get(eventId(request), subscription(request)));
    }

    ServerResponse retry(ServerRequest request) {
        Parameters.refuseAll(request);
        var word = OperatorsWord.withPayload(RequestBody.read(request.servletRequest()));
        letters.retry(eventId(request), subscription(request), word.payload(), word.who(), word.why());
        return acted(request, HttpStatus.ACCEPTED, DeadLetterStatus.RETRYING);
    }

    ServerResponse discard(ServerRequest request) {
        Parameters.refuseAll(request);
        var word = OperatorsWord.plain(RequestBody.read(request.servletRequest()));
        letters.discard(eventId(request), subscription(request), word.who(), word.why());
        return acted(request, HttpStatus.OK, DeadLetterStatus.DISCARDED);
    }

    private static DeadLetterQuery query(Parameters given) {
        return new DeadLetterQuery(
                given.read("type", EventType::requireId),
                given.text("subscription"),
                given.word("status", DeadLetterStatus.class, "a status of a dead letter"),
                given.text("group"),
                given.time("from"),
                given.time("to"),
                given.cursor(LIST),
                given.limit());
    }

    private static ServerResponse acted(ServerRequest request, HttpStatus status, DeadLetterStatus letter) {
        return RestJson.answer(status, new Acted(eventId(request), subscription(request), letter));
    }

    private static String eventId(ServerRequest request) {
        return request.pathVariable("id");
    }

    private static String subscription(ServerRequest request) {
        return request.pathVariable("subscription");
    }
}
