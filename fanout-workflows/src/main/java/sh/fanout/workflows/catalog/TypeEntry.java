package sh.fanout.workflows.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.RateLimitPolicy;

/**
 * An event type with every schema that was ever accepted for it.
 *
 * @param schemas in the order in which they were accepted, or gone back to
 * @param terms how its events are published
 */
public record TypeEntry(String id, String description, List<Schema> schemas, Terms terms) {

    public TypeEntry {
        schemas = List.copyOf(schemas);
    }

    /**
     * One accepted schema. A version may have several while builds of its service differ; an event of that version is
     * valid if it fits one of them, so that a rolling deploy refuses nobody's events.
     */
    public record Schema(String version, String hash, String json, String service, String place) {}

    /**
     * How events are published, as the newest build of the type's service declared it.
     *
     * @param stream which types share its order
     * @param rateLimit how many events in how much time; {@code null} for any number
     * @param dlq whether deliveries that give up are parked
     */
    public record Terms(
            String stream,
            @Nullable RateLimitPolicy rateLimit,
            boolean dlq,
            String service,
            long buildNumber,
            String place) {

        private Terms of(long build) {
            return new Terms(stream, rateLimit, dlq, service, build, place);
        }
    }

    public List<Schema> schemasOf(String version) {
        return schemas.stream().filter(it -> it.version().equals(version)).toList();
    }

    /** The version that was accepted, or gone back to, last. */
    public String newestVersion() {
        return schemas.get(schemas.size() - 1).version();
    }

    /** What is known about a type after it was declared. */
    static TypeEntry of(@Nullable TypeEntry known, Declaration.Type declared, String service, long buildNumber) {
        var schema =
                new Schema(declared.version(), declared.schemaHash(), declared.schema(), service, declared.place());
        var terms = new Terms(
                declared.stream(), declared.rateLimit(), declared.dlq(), service, buildNumber, declared.place());
        return known == null
                ? new TypeEntry(declared.id(), declared.description(), List.of(schema), terms)
                : known.with(declared.description(), schema, terms);
    }

    /** The same, but what later builds of a service have said of it may be said anew. */
    TypeEntry backTo(String service, long build) {
        return isOf(service) && terms.buildNumber() > build
                ? new TypeEntry(id, description, schemas, terms.of(build - 1))
                : this;
    }

    /** Whether a later build has said how the type is meant. */
    boolean isNewerThan(@Nullable TypeEntry before) {
        return before == null || before.terms.buildNumber() < terms.buildNumber();
    }

    boolean isOf(String service) {
        return terms.service().equals(service);
    }

    /** The same after somebody has gone back to a version. */
    TypeEntry withNewest(String version) {
        var newest = schemasOf(version);
        var all = new ArrayList<>(schemas);
        all.removeAll(newest);
        all.addAll(newest);
        return new TypeEntry(id, description, all, terms);
    }

    private TypeEntry with(String newDescription, Schema schema, Terms newTerms) {
        var all = new ArrayList<>(schemas);
        if (all.stream()
                .noneMatch(
                        it -> it.version().equals(schema.version()) && it.hash().equals(schema.hash()))) {
            all.add(schema);
        }
        var older = terms.service().equals(newTerms.service()) && terms.buildNumber() > newTerms.buildNumber();
        // Of two services that agree the first stays named: a change of owner would be a change of the state.
        var foreign = !terms.service().equals(newTerms.service());
        return new TypeEntry(
                id, newDescription.isEmpty() ? description : newDescription, all, older || foreign ? terms : newTerms);
    }
}
