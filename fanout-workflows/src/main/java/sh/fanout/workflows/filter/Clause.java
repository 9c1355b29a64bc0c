package sh.fanout.workflows.filter;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.filter.Mismatch;
import sh.fanout.workflows.schema.Pointers;
import sh.fanout.workflows.temporal.Excerpt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A part of a filter. It looks at one value of the event, {@code null} if that is missing.
 *
 * <p>Loops run by index, and nothing is allocated while matching: every event meets every filter of its type.
 */
sealed interface Clause permits Clause.All, Clause.AnyOf, Clause.Field, Clause.Beside, Clause.Nested, OperatorClause {

    /** How much of it an explanation shows. */
    int SHOWN = 200;

    boolean matches(@Nullable JsonNode value, FilterSubject event);

    /** What said no; {@code null} exactly if it matches. */
    default @Nullable Mismatch explain(@Nullable JsonNode value, FilterSubject event, String pointer) {
        return matches(value, event) ? null : new Mismatch(pointer, Excerpt.of(whole(), SHOWN), ShortJson.of(value));
    }

    /** Asks for the fields that it looks at. */
    default void check(SchemaFields fields, String pointer) {}

    /** As it stands in the filter. */
    String json();

    /** The same as a JSON value, where it stands as a key of an object. */
    default String whole() {
        return json();
    }

    private static String joined(List<? extends Clause> clauses, String open, String close) {
        return clauses.stream().map(Clause::json).collect(joining(",", open, close));
    }

    /** Clauses that must all match: the keys of an object, the operators of a list, the objects behind {@code $and}. */
    record All(List<? extends Clause> clauses, String open, String close) implements Clause {

        static All keys(List<Clause> keys) {
            return new All(List.copyOf(keys), "{", "}");
        }

        static All operators(List<OperatorClause> operators) {
            return new All(List.copyOf(operators), "[", "]");
        }

        static All and(List<All> objects) {
            return new All(List.copyOf(objects), "\"$and\":[", "]");
        }

        @Override
        public boolean matches(@Nullable JsonNode value, FilterSubject event) {
            for (var i = 0; i < clauses.size(); i++) {
                if (!clauses.get(i).matches(value, event)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public @Nullable Mismatch explain(@Nullable JsonNode value, FilterSubject event, String pointer) {
            for (var clause : clauses) {
                var mismatch = clause.explain(value, event, pointer);
                if (mismatch != null) {
                    return mismatch;
                }
            }
            return null;
        }

        @Override
        public void check(SchemaFields fields, String pointer) {
            clauses.forEach(clause -> clause.check(fields, pointer));
        }

        @Override
        public String json() {
            return joined(clauses, open, close);
        }
    }

    /** {@code $or}. */
    record AnyOf(List<All> objects) implements Clause {

        @Override
        public boolean matches(@Nullable JsonNode value, FilterSubject event) {
            for (var i = 0; i < objects.size(); i++) {
                if (objects.get(i).matches(value, event)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void check(SchemaFields fields, String pointer) {
            objects.forEach(object -> object.check(fields, pointer));
        }

        @Override
        public String json() {
            return joined(objects, "\"$or\":[", "]");
        }

        @Override
        public String whole() {
            return "{" + json() + "}";
        }
    }

    /** A field of an object. */
    record Field(String name, Clause clause) implements Clause {

        @Override
        public boolean matches(@Nullable JsonNode value, FilterSubject event) {
            return value instanceof ObjectNode object && clause.matches(object.get(name), event);
        }

        @Override
        public @Nullable Mismatch explain(@Nullable JsonNode value, FilterSubject event, String pointer) {
            return value instanceof ObjectNode object
                    ? clause.explain(object.get(name), event, below(pointer))
                    : Clause.super.explain(value, event, pointer);
        }

        @Override
        public void check(SchemaFields fields, String pointer) {
            clause.check(fields.below(name, below(pointer)), below(pointer));
        }

        private String below(String pointer) {
            return pointer + "/" + Pointers.escape(name);
        }

        @Override
        public String json() {
            return Scalars.json(name) + ":" + clause.json();
        }

        @Override
        public String whole() {
            return "{" + json() + "}";
        }
    }

    /** What was published beside the payload. */
    record Beside(Reserved name, Clause clause) implements Clause {

        @Override
        public boolean matches(@Nullable JsonNode value, FilterSubject event) {
            return clause.matches(name.of(event), event);
        }

        @Override
        public @Nullable Mismatch explain(@Nullable JsonNode value, FilterSubject event, String pointer) {
            return clause.explain(name.of(event), event, "/" + name.key());
        }

        @Override
        public String json() {
            return Scalars.json(name.key()) + ":" + clause.json();
        }
    }

    /** An object as the value of a field: that is such an object, or an array with some such element. */
    record Nested(All keys) implements Clause {

        @Override
        public boolean matches(@Nullable JsonNode value, FilterSubject event) {
            if (!(value instanceof ArrayNode array)) {
                return keys.matches(value, event);
            }
            for (var i = 0; i < array.size(); i++) {
                if (keys.matches(array.get(i), event)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public @Nullable Mismatch explain(@Nullable JsonNode value, FilterSubject event, String pointer) {
            return value instanceof ObjectNode
                    ? keys.explain(value, event, pointer)
                    : Clause.super.explain(value, event, pointer);
        }

        @Override
        public void check(SchemaFields fields, String pointer) {
            keys.check(fields, pointer);
        }

        @Override
        public String json() {
            return keys.json();
        }
    }
}
