package sh.fanout.spring.rest;

import static sh.fanout.ErrorCode.EVENT_LOG_UNREACHABLE;
import static sh.fanout.ErrorCode.IDEMPOTENCY_CONFLICT;
import static sh.fanout.ErrorCode.INVALID_EVENT_TYPE;
import static sh.fanout.ErrorCode.NOT_FOUND;
import static sh.fanout.ErrorCode.TEMPORAL_UNREACHABLE;
import static sh.fanout.spring.access.Access.ADMINISTER;
import static sh.fanout.spring.rest.Endpoint.get;
import static sh.fanout.spring.rest.Endpoint.post;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.erasure.Erasure;
import sh.fanout.erasure.Erasures;

/** Erasing what belongs to an event or an ordering key: ask for it, and see that it was done. */
final class ErasuresResource {

    private static final int LISTED = 100;

    private final Erasures erasures;

    ErasuresResource(Erasures erasures) {
        this.erasures = erasures;
    }

    List<Endpoint> endpoints() {
        return List.of(
                post(
                        ADMINISTER,
                        "/erasures",
                        this::erase,
                        Contract.of("erase", "Erases all that belongs to an event or an ordering key, or counts it")
                                .takes(IdempotencyKey.PARAMETER)
                                .reads("ErasureRequest")
                                .answers(
                                        HttpStatus.ACCEPTED,
                                        ErasureAsked.class,
                                        "The erasure has begun; of a dry run, the count")
                                .refuses(
                                        INVALID_EVENT_TYPE,
                                        IDEMPOTENCY_CONFLICT,
                                        EVENT_LOG_UNREACHABLE,
                                        TEMPORAL_UNREACHABLE)),
                get(
                        "/erasures",
                        this::newest,
                        Contract.of("listErasures", "Lists the last erasures, the newest first")
                                .answers(NewestErasures.class)
                                .refuses(EVENT_LOG_UNREACHABLE)),
                get(
                        "/erasures/{id}",
                        this::erasure,
                        Contract.of("getErasure", "Shows an erasure: who asked for it, how far it is, and what remains")
                                .answers(Erasure.class)
                                .refuses(NOT_FOUND, EVENT_LOG_UNREACHABLE)));
    }

    /**
     * What came of a request.
     *
     * @param id the erasure; {@code null} of a dry run
     * @param events of a dry run, how many events the log has of it; else {@code null}
     */
    record ErasureAsked(@Nullable String id, @Nullable Long events) {}

    /** The last erasures, the newest first. */
    record NewestErasures(List<Erasure> items) {}

    ServerResponse erase(ServerRequest request) {
        var wanted = ErasureRequest.of(request);
        var word = wanted.word();
        if (wanted.dryRun()) {
            return RestJson.answer(HttpStatus.ACCEPTED, new ErasureAsked(null, erasures.count(wanted.what())));
        }
        var id = erasures.erase(wanted.what(), IdempotencyKey.of(request), word.who(), word.why());
        return RestJson.answer(
                ServerResponse.accepted().location(RestRoutes.address(request, "erasures", id)),
                MediaType.APPLICATION_JSON,
                new ErasureAsked(id, null));
    }

    ServerResponse newest(ServerRequest request) {
        return RestJson.answer(HttpStatus.OK, new NewestErasures(erasures.newest(LISTED)));
    }

    ServerResponse erasure(ServerRequest request) {
        return RestJson.answer(HttpStatus.OK, erasures.get(request.pathVariable("id")));
    }
}
