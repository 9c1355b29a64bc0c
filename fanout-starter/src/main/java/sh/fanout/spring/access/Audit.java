package sh.fanout.spring.access;

import java.time.Clock;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.function.AsyncServerResponse;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.workflows.temporal.Excerpt;
import sh.fanout.workflows.temporal.FanoutJson;

/** Leaves a trace of every request that may change something: a line in the log, and an {@link AuditedRequest}. */
final class Audit {

    private static final Logger trail = LoggerFactory.getLogger("fanout.audit");
    private static final Logger logger = LoggerFactory.getLogger(Audit.class);

    private static final int WHO = 200;
    private static final int WHY = 500;

    private final ApplicationEventPublisher events;
    private final Clock clock;

    Audit(ApplicationEventPublisher events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    void record(ServerRequest request, String what, ServerResponse answer) {
        var word = OperatorsWord.saidIn(request);
        var audited = new AuditedRequest(
                word == null ? Caller.of(request).name() : word.who(),
                word == null ? null : word.why(),
                what,
                request.pathVariables(),
                created(answer),
                clock.instant(),
                status(answer));
        var line = line(audited);
        trail.info("{}", line);
        try {
            events.publishEvent(audited);
        } catch (RuntimeException e) {
            logger.error("a listener failed over the request {}", line, e);
        }
    }

    /** An answer that is still to come would have to be waited for. */
    private static int status(ServerResponse answer) {
        return answer instanceof AsyncServerResponse
                ? HttpStatus.ACCEPTED.value()
                : answer.statusCode().value();
    }

    private static @Nullable String created(ServerResponse answer) {
        if (answer instanceof AsyncServerResponse || !answer.statusCode().isSameCodeAs(HttpStatus.ACCEPTED)) {
            return null;
        }
        var address = answer.headers().getLocation();
        return address == null ? null : StringUtils.getFilename(address.getPath());
    }

    private static String line(AuditedRequest audited) {
        var line = new StringBuilder("who=%s what=%s".formatted(excerpt(audited.who(), WHO), quoted(audited.what())));
        new TreeMap<>(audited.target()).forEach((name, value) -> line.append(" %s=%s".formatted(name, quoted(value))));
        if (audited.created() != null) {
            line.append(" created=%s".formatted(quoted(audited.created())));
        }
        return line.append(" why=%s status=%d".formatted(excerpt(audited.why(), WHY), audited.status()))
                .toString();
    }

    /** What is refused for being longer is recorded too. */
    private static String excerpt(@Nullable String text, int length) {
        return quoted(text == null ? null : Excerpt.of(text, length));
    }

    /** As JSON has it, so that nobody can end the line and begin another. */
    private static String quoted(@Nullable String text) {
        return text == null ? "-" : FanoutJson.MAPPER.writeValueAsString(text);
    }
}
