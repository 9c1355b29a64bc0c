package sh.fanout.workflows.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import sh.fanout.EventEnvelope;
import sh.fanout.FanoutException;
import sh.fanout.filter.Filter;
import sh.fanout.filter.Mismatch;
import sh.fanout.workflows.schema.PayloadReader;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.databind.JsonNode;

/**
 * A {@link Filter}, ready to decide.
 *
 * <p>A decision depends on nothing but the filter and the event. It takes time in proportion to the filter's clauses and to
 * the length of the arrays they look into.
 *
 * <p>Immutable, and safe for use by any number of threads.
 */
public final class CompiledFilter {

    private final Clause.All keys;
    private final String json;

    private CompiledFilter(Clause.All keys) {
        this.keys = keys;
        this.json = keys.json();
    }

    /**
     * Compiles the text of a filter.
     *
     * @throws FanoutException ({@code FANOUT-012}) if it is no filter: its problem names line and column and shows the
     *     place; or if it has more than {@value FilterText#MAX_LENGTH} characters, {@value FilterParser#MAX_CLAUSES} clauses
     *     or {@value Tokens#MAX_DEPTH} levels
     */
    public static CompiledFilter parse(String json) {
        return new CompiledFilter(FilterParser.parse(new FilterText(json)));
    }

    /** Whether the event passes. */
    public boolean matches(FilterSubject event) {
        return keys.matches(event.payload(), event);
    }

    /** Whether an event of the log passes; one whose payload cannot be read does not: it was rejected for that. */
    public boolean matches(EventEnvelope event) {
        try {
            var payload = PayloadReader.read(event.type(), event.payload());
            return matches(new FilterSubject(payload, event.tags(), event.metadata()));
        } catch (FanoutException unreadable) {
            return false;
        }
    }

    /** The first clause that keeps the event from passing; empty exactly if it passes. */
    public Optional<Mismatch> explain(FilterSubject event) {
        return Optional.ofNullable(keys.explain(event.payload(), event, ""));
    }

    /**
     * Refuses a filter on a field that payloads of the schema do not have: most likely it is misspelt.
     *
     * <p>A schema lists the fields of an object if it has {@code properties} and says nothing about others: it has neither
     * {@code patternProperties}, nor {@code additionalProperties} other than {@code false}. Where that cannot be told, any
     * field is accepted.
     *
     * @param schema a JSON Schema (draft-07)
     * @throws FanoutException ({@code FANOUT-012}) that names the field and the nearest one
     */
    public void checkFields(JsonNode schema) {
        unknownTo(schema).stream().findFirst().ifPresent(it -> {
            throw it.refusal();
        });
    }

    /**
     * Refuses a filter on a field that payloads of none of the schemas have.
     *
     * @param schemas as JSON text; without any, any field is accepted
     * @throws FanoutException ({@code FANOUT-012}) as {@link #checkFields(JsonNode)}, about the last one
     */
    public void checkFields(List<String> schemas) {
        FanoutException refusal = null;
        for (var schema : schemas) {
            try {
                checkFields(FanoutJson.MAPPER.readTree(schema));
                return;
            } catch (FanoutException e) {
                refusal = e;
            }
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    /**
     * Says that the filter asks for a field that none of the schemas has, and which one is nearest; empty if each of its
     * fields is in some schema. Takes longer the more schemas it has to read until it knows.
     *
     * @param what the types of the schemas, with {@code no} before them
     */
    public Optional<String> doubt(String what, Stream<String> schemas) {
        var known = new TreeSet<String>();
        Map<String, UnknownField> unknown = null;
        for (var schema : (Iterable<String>) schemas::iterator) {
            var here = new LinkedHashMap<String, UnknownField>();
            unknownTo(FanoutJson.MAPPER.readTree(schema)).forEach(it -> here.put(it.pointer(), it));
            here.values().forEach(it -> known.addAll(it.known()));
            if (unknown != null) {
                here.keySet().retainAll(unknown.keySet());
            }
            if (here.isEmpty()) {
                return Optional.empty();
            }
            unknown = here;
        }
        return unknown == null
                ? Optional.empty()
                : unknown.values().stream().findFirst().map(it -> it.inNone(what, known));
    }

    private List<UnknownField> unknownTo(JsonNode schema) {
        var unknown = new ArrayList<UnknownField>();
        keys.check(SchemaFields.ofPayload(schema, unknown::add), "");
        return unknown;
    }

    /** The filter as JSON without white space, its keys in the order in which they were written. */
    public String json() {
        return json;
    }

    @Override
    public String toString() {
        return json;
    }
}
