package sh.fanout.spring.rest;

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

    /** Those that wait longest come first. */
    record Blocked(List<BlockedKey> items) {}

    /** What was decided about which delivery. */
    record Decided(String eventId, String subscription, String decision) {}

    ServerResponse blocked(ServerRequest request) {
        Parameters.refuseAll(request);
        return RestJson.answer(HttpStatus.OK, new Blocked(lanes.blocked()));
    }

    ServerResponse retry(ServerRequest request) {
        return decide(request, "retry", lanes::retry);
    }

    ServerResponse skip(ServerRequest request) {
        return decide(request, "skip", lanes::skip);
    }

    private static ServerResponse decide(ServerRequest request, String name, Decision decision) {
        var word = OperatorsWord.plain(RequestBody.read(request.servletRequest()));
        var eventId = request.pathVariable("id");
        var subscription = request.pathVariable("subscription");
        decision.take(eventId, subscription, word.who(), word.why());
        return RestJson.answer(HttpStatus.OK, new Decided(eventId, subscription, name));
    }

    @FunctionalInterface
    private interface Decision {
        void take(String eventId, String subscription, String who, String why);
    }
}
