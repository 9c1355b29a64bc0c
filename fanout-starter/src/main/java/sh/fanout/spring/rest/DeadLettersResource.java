package sh.fanout.spring.rest;

import static sh.fanout.ErrorCode.EVENT_LOG_UNREACHABLE;
import static sh.fanout.ErrorCode.INVALID_EVENT_TYPE;
import static sh.fanout.ErrorCode.INVALID_PAYLOAD;
import static sh.fanout.ErrorCode.NOTHING_TO_DECIDE;
import static sh.fanout.ErrorCode.NOT_FOUND;
import static sh.fanout.ErrorCode.SUBSCRIPTION_GONE;
import static sh.fanout.ErrorCode.TEMPORAL_UNREACHABLE;
import static sh.fanout.spring.access.Access.OPERATE;
import static sh.fanout.spring.rest.Endpoint.get;
import static sh.fanout.spring.rest.Endpoint.post;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.EventType;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterGroup;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.DeadLetterSummary;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.log.Steps;

/** Deliveries that gave up: list and group them, look at one, retry it, perhaps with another payload, or discard it. */
final class DeadLettersResource {

    private static final String LIST = "dead-letters";
    private static final List<Parameter> FILTERS = List.of(
            Parameter.text("type", "The id of the event type.", Parameter.TYPE),
            Parameter.text("subscription", "The id of the subscription."),
            Parameter.word("status", "What became of them.", DeadLetterStatus.class),
            Parameter.texts(
                    "group",
                    "A group of failures alike, of one subscription; may be repeated.",
                    DeadLetters.MAX_GROUPS),
            Parameter.time("from", "Parked at or after this time."),
            Parameter.time("to", "Parked before this time."));
    private static final Parameter RANGE = Parameter.duration(
            "range",
            "Over how much time they are counted by when they were parked, from PT15M to P30D; not at all if left out.");

    private static final List<String> RETRY = List.of("who", "why", "payload");

    private final DeadLetters letters;

    DeadLettersResource(DeadLetters letters) {
        this.letters = letters;
    }

    List<Endpoint> endpoints() {
        return List.of(
                get(
                        "/dead-letters",
                        this::page,
                        Contract.of("listDeadLetters", "Lists dead letters, the newest first")
                                .takes(FILTERS)
                                .takes(Parameter.CURSOR, Parameter.LIMIT)
                                .answers(ListPage.of(DeadLetterSummary.class))
                                .refuses(INVALID_EVENT_TYPE, EVENT_LOG_UNREACHABLE)),
                get(
                        "/dead-letters/groups",
                        this::groups,
                        Contract.of(
                                        "listDeadLetterGroups",
                                        "Counts dead letters by what failed, the largest group first")
                                .takes(FILTERS)
                                .takes(RANGE)
                                .answers(DeadLetterGroups.class)
                                .refuses(INVALID_EVENT_TYPE, EVENT_LOG_UNREACHABLE)),
                get(
                        "/dead-letters/{id}/{subscription}",
                        this::letter,
                        Contract.of(
                                        "getDeadLetter",
                                        "Shows a dead letter: its event, its attempts, and what was done about it")
                                .answers(DeadLetter.class)
                                .refuses(NOT_FOUND, EVENT_LOG_UNREACHABLE)),
                post(
                        OPERATE,
                        "/dead-letters/{id}/{subscription}/retry",
                        this::retry,
                        acting("retryDeadLetter", "Delivers a dead letter again, perhaps with another payload")
                                .reads("RetryRequest")
                                .answers(HttpStatus.ACCEPTED, DeadLetterActed.class, "The retry has begun")
                                .refuses(INVALID_PAYLOAD, SUBSCRIPTION_GONE)),
                post(
                        OPERATE,
                        "/dead-letters/{id}/{subscription}/discard",
                        this::discard,
                        acting("discardDeadLetter", "Discards a dead letter")
                                .reads("OperatorsWord")
                                .answers(DeadLetterActed.class)));
    }

    private static Contract acting(String id, String summary) {
        return Contract.of(id, summary)
                .refuses(NOT_FOUND, NOTHING_TO_DECIDE, EVENT_LOG_UNREACHABLE, TEMPORAL_UNREACHABLE);
    }

    /**
     * The groups of dead letters, the largest first.
     *
     * @param from where the first step begins; {@code null} if nothing is counted by time
     * @param step how long each step is
     */
    record DeadLetterGroups(
            List<DeadLetterGroup> items,
            @Nullable Instant from,
            @Nullable Duration step) {}

    /** What is being done about which letter. */
    record DeadLetterActed(String eventId, String subscription, DeadLetterStatus status) {}

    ServerResponse page(ServerRequest request) {
        var page = letters.page(query(Parameters.of(request)));
        return RestJson.answer(HttpStatus.OK, ListPage.of(LIST, page.letters(), page.next()));
    }

    ServerResponse groups(ServerRequest request) {
        var given = Parameters.of(request);
        var range = given.duration("range");
        var steps = range == null ? null : Steps.last(range, Instant.now());
        return RestJson.answer(
                HttpStatus.OK,
                new DeadLetterGroups(
                        letters.groups(query(given), steps),
                        steps == null ? null : steps.from(),
                        steps == null ? null : steps.length()));
    }

    ServerResponse letter(ServerRequest request) {
        return RestJson.answer(HttpStatus.OK, letters.get(eventId(request), subscription(request)));
    }

    ServerResponse retry(ServerRequest request) {
        var body = BodyFields.of(request, RETRY);
        var word = body.wordIn(request);
        letters.retry(eventId(request), subscription(request), body.json("payload"), word.who(), word.why());
        return acted(request, HttpStatus.ACCEPTED, DeadLetterStatus.RETRYING);
    }

    ServerResponse discard(ServerRequest request) {
        var word = BodyFields.word(request);
        letters.discard(eventId(request), subscription(request), word.who(), word.why());
        return acted(request, HttpStatus.OK, DeadLetterStatus.DISCARDED);
    }

    private static DeadLetterQuery query(Parameters given) {
        return new DeadLetterQuery(
                given.read("type", EventType::requireId),
                given.text("subscription"),
                given.word("status", DeadLetterStatus.class, "a status of a dead letter"),
                Set.copyOf(given.texts("group")),
                given.time("from"),
                given.time("to"),
                given.cursor(LIST),
                given.limit());
    }

    private static ServerResponse acted(ServerRequest request, HttpStatus status, DeadLetterStatus letter) {
        return RestJson.answer(status, new DeadLetterActed(eventId(request), subscription(request), letter));
    }

    private static String eventId(ServerRequest request) {
        return request.pathVariable("id");
    }

    private static String subscription(ServerRequest request) {
        return request.pathVariable("subscription");
    }
}
