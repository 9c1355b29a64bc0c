package sh.fanout.spring.rest;

import static sh.fanout.ErrorCode.EVENT_LOG_UNREACHABLE;
import static sh.fanout.ErrorCode.NOTHING_TO_DECIDE;
import static sh.fanout.ErrorCode.NOT_FOUND;
import static sh.fanout.ErrorCode.TEMPORAL_UNREACHABLE;
import static sh.fanout.spring.access.Access.OPERATE;
import static sh.fanout.spring.rest.Endpoint.get;
import static sh.fanout.spring.rest.Endpoint.post;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.lane.BlockedKey;
import sh.fanout.lane.Lanes;

/** The ordering keys that wait: list them, have what holds one tried again, or skip it. */
final class LanesResource {

    private final Lanes lanes;

    LanesResource(Lanes lanes) {
        this.lanes = lanes;
    }

    List<Endpoint> endpoints() {
        return List.of(
                get(
                        "/lanes/blocked",
                        this::blocked,
                        Contract.of(
                                        "listBlockedKeys",
                                        "Lists the ordering keys that a failure holds, the longest held first")
                                .answers(BlockedKeys.class)
                                .refuses(EVENT_LOG_UNREACHABLE, TEMPORAL_UNREACHABLE)),
                post(
                        OPERATE,
                        "/events/{id}/deliveries/{subscription}/retry",
                        this::retry,
                        deciding("retryDelivery", "Tries a delivery again that holds its ordering key")),
                post(
                        OPERATE,
                        "/events/{id}/deliveries/{subscription}/skip",
                        this::skip,
                        deciding("skipDelivery", "Gives up a delivery that holds its ordering key")));
    }

    private static Contract deciding(String id, String summary) {
        return Contract.of(id, summary)
                .reads("OperatorsWord")
                .answers(DeliveryDecided.class)
                .refuses(NOT_FOUND, NOTHING_TO_DECIDE, EVENT_LOG_UNREACHABLE, TEMPORAL_UNREACHABLE);
    }

    /** The keys that wait, those first that wait longest. */
    record BlockedKeys(List<BlockedKey> items) {}

    /** What was decided about which delivery. */
    record DeliveryDecided(String eventId, String subscription, String decision) {}

    ServerResponse blocked(ServerRequest request) {
        return RestJson.answer(HttpStatus.OK, new BlockedKeys(lanes.blocked()));
    }

    ServerResponse retry(ServerRequest request) {
        return decide(request, "retry", lanes::retry);
    }

    ServerResponse skip(ServerRequest request) {
        return decide(request, "skip", lanes::skip);
    }

    private static ServerResponse decide(ServerRequest request, String name, Decision decision) {
        var word = BodyFields.word(request);
        var eventId = request.pathVariable("id");
        var subscription = request.pathVariable("subscription");
        decision.take(eventId, subscription, word.who(), word.why());
        return RestJson.answer(HttpStatus.OK, new DeliveryDecided(eventId, subscription, name));
    }

    @FunctionalInterface
    private interface Decision {
        void take(String eventId, String subscription, String who, String why);
    }
}
