package sh.fanout.spring.rest;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import sh.fanout.ErrorCode;

/**
 * What an endpoint takes and gives, for those who call it.
 *
 * @param id what clients that are generated call it
 * @param summary what it does, in a few words
 * @param parameters those that it takes; every other one is refused
 * @param body the name of the schema of its body in {@code bodies.json}; {@code null} if it reads none
 * @param answers what it answers with which status
 * @param refusals what it may refuse a request for, besides what any endpoint may
 */
record Contract(
        String id,
        String summary,
        List<Parameter> parameters,
        @Nullable String body,
        Map<HttpStatus, Answer> answers,
        List<ErrorCode> refusals) {

    /**
     * An answer that is no refusal.
     *
     * @param meaning what its status says
     */
    record Answer(Type type, String meaning) {}

    static Contract of(String id, String summary) {
        return new Contract(id, summary, List.of(), null, Map.of(), List.of());
    }

    Contract takes(Parameter... more) {
        return takes(List.of(more));
    }

    Contract takes(List<Parameter> more) {
        var all = new ArrayList<>(parameters);
        all.addAll(more);
        return new Contract(id, summary, all, body, answers, refusals);
    }

    Contract reads(String schema) {
        return new Contract(id, summary, parameters, schema, answers, refusals);
    }

    Contract answers(Type type) {
        return answers(HttpStatus.OK, type, HttpStatus.OK.getReasonPhrase());
    }

    Contract answers(HttpStatus status, Type type, String meaning) {
        var all = new LinkedHashMap<>(answers);
        all.put(status, new Answer(type, meaning));
        return new Contract(id, summary, parameters, body, all, refusals);
    }

    Contract refuses(ErrorCode... codes) {
        var all = new ArrayList<>(refusals);
        all.addAll(List.of(codes));
        return new Contract(id, summary, parameters, body, answers, all);
    }
}
