package sh.fanout.workflows.filter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import sh.fanout.FanoutException;
import sh.fanout.workflows.schema.NearestName;
import sh.fanout.workflows.temporal.Excerpt;
import tools.jackson.core.JsonToken;

/**
 * Compiles a filter. What the language would silently understand in another way than it reads is refused, each with the way
 * to write it.
 */
final class FilterParser {

    static final int MAX_CLAUSES = 1_000;

    private static final String AND = "$and";
    private static final String OR = "$or";
    private static final List<String> KEYS = List.of(OR, AND, Reserved.TAGS.key(), Reserved.METADATA.key());

    private final Tokens tokens;
    private final Operands operands;
    private int clauses;

    private FilterParser(Tokens tokens) {
        this.tokens = tokens;
        this.operands = new Operands(tokens);
    }

    static Clause.All parse(FilterText text) {
        text.check();
        try (var tokens = new Tokens(text)) {
            if (tokens.next() != JsonToken.START_OBJECT) {
                throw text.notAnObject(tokens.place());
            }
            var keys = new FilterParser(tokens).keys(true);
            if (tokens.next() != null) {
                throw tokens.refusal("something follows the filter", "End the text with the object.");
            }
            return keys;
        }
    }

    private Clause.All keys(boolean outermost) {
        var keys = new ArrayList<Clause>();
        var names = new HashSet<String>();
        while (tokens.next() == JsonToken.PROPERTY_NAME) {
            var name = tokens.string();
            if (!names.add(name)) {
                throw tokens.refusal(
                        "the key %s is there twice".formatted(FilterText.shown(name)),
                        "Write all operators of a field into one list; what cannot be there goes into \"$and\": [{…}, {…}].");
            }
            keys.add(name.startsWith("$") ? reserved(name, outermost) : new Clause.Field(name, value(name)));
        }
        return Clause.All.keys(keys);
    }

    private Clause reserved(String key, boolean outermost) {
        if (key.equals(OR)) {
            return new Clause.AnyOf(objects(key, outermost));
        }
        if (key.equals(AND)) {
            return Clause.All.and(objects(key, outermost));
        }
        if (outermost && key.equals(Reserved.TAGS.key())) {
            return new Clause.Beside(Reserved.TAGS, tags());
        }
        if (outermost && key.equals(Reserved.METADATA.key())) {
            return new Clause.Beside(Reserved.METADATA, metadata());
        }
        throw misplaced(key);
    }

    private Clause tags() {
        var place = tokens.next();
        var refusal = tokens.refusal(
                "the tags are an array, and no value by themselves",
                "Ask for one of them: \"$tags\": [{\"$includes\": \"vip\"}].");
        if (place != JsonToken.START_ARRAY) {
            throw refusal;
        }
        var list = list("$tags");
        if (list instanceof OperatorClause.OneOf) {
            throw refusal;
        }
        return list;
    }

    private Clause metadata() {
        if (tokens.next() != JsonToken.START_OBJECT) {
            throw tokens.refusal(
                    "the metadata are names with values",
                    "Ask for one of them: \"$metadata\": {\"region\": [\"eu\"]}.");
        }
        count();
        return new Clause.Nested(keys(false));
    }

    private List<Clause.All> objects(String key, boolean outermost) {
        var objects = new ArrayList<Clause.All>();
        if (tokens.next() == JsonToken.START_ARRAY) {
            while (tokens.next() == JsonToken.START_OBJECT) {
                count();
                objects.add(keys(outermost));
            }
        }
        if (objects.isEmpty() || !tokens.isAt(JsonToken.END_ARRAY)) {
            throw tokens.refusal(
                    "%s needs a list of objects".formatted(key),
                    "Write whole filters into it: \"%s\": [{\"amount\": [1]}, {\"country\": [\"DE\"]}]."
                            .formatted(key));
        }
        return List.copyOf(objects);
    }

    private Clause value(String name) {
        var token = tokens.next();
        count();
        if (token == JsonToken.START_OBJECT) {
            return new Clause.Nested(keys(false));
        }
        if (token != JsonToken.START_ARRAY) {
            throw token == JsonToken.VALUE_NULL
                    ? isNull()
                    : tokens.refusal(
                            "the value of %s stands alone".formatted(FilterText.shown(name)),
                            "Write the values that it may have as a list, even a single one: [%s]."
                                    .formatted(FilterText.quoted(Objects.requireNonNull(tokens.scalar()))));
        }
        return list(name);
    }

    private Clause list(String name) {
        var operators = new ArrayList<OperatorClause>();
        var values = new ArrayList<Object>();
        while (tokens.next() != JsonToken.END_ARRAY) {
            var value = tokens.scalar();
            if (value != null && operators.isEmpty()) {
                values.add(value);
            } else if (values.isEmpty() && tokens.isAt(JsonToken.START_OBJECT)) {
                operators.add(operator(name));
            } else {
                throw misfit(name);
            }
        }
        return values.isEmpty() ? Clause.All.operators(operators) : new OperatorClause.OneOf(new Scalars(values));
    }

    private FanoutException misfit(String list) {
        if (tokens.isAt(JsonToken.VALUE_NULL)) {
            return isNull();
        }
        if (tokens.isAt(JsonToken.START_ARRAY)) {
            return tokens.refusal(
                    "a list has no lists in it",
                    "Write values into it, or operators; an array that has a value is [{\"$includes\": …}].");
        }
        return tokens.refusal(
                "the list of %s has values and operators".formatted(FilterText.shown(list)),
                "For either of them write \"$or\": [{…}, {…}], with a list of its own in each object.");
    }

    private OperatorClause operator(String field) {
        count();
        if (tokens.next() != JsonToken.PROPERTY_NAME) {
            throw tokens.refusal("an operator is missing", "Write one, such as {\"$gte\": 1000}.");
        }
        var name = tokens.string();
        if (!name.startsWith("$")) {
            throw tokens.refusal(
                    "%s is no operator".formatted(FilterText.shown(name)),
                    "For an object, or for some element of an array, write the object without the list: %s: {%s: …}."
                            .formatted(FilterText.quoted(field), FilterText.quoted(name)));
        }
        if (KEYS.contains(name)) {
            throw tokens.refusal(
                    "%s stands in a list of operators".formatted(name), "Write it into an object, beside the fields.");
        }
        var operator = operands.read(name);
        if (operator == null) {
            throw unknown(name, Operands.names());
        }
        if (tokens.next() != JsonToken.END_OBJECT) {
            throw tokens.refusal(
                    "there are several operators in one object",
                    "Write one into each: [{\"%s\": …}, {\"%s\": …}]; all of them must hold."
                            .formatted(name, Excerpt.of(tokens.string(), 60)));
        }
        return operator;
    }

    private FanoutException misplaced(String key) {
        if (Operands.names().contains(key)) {
            return tokens.refusal(
                    "the operator %s stands where a field is expected".formatted(key),
                    "Write a field with a list of operators: \"amount\": [{\"%s\": …}].".formatted(key));
        }
        if (KEYS.contains(key)) {
            return tokens.refusal(
                    "%s stands inside a field".formatted(key), "Write it into the outermost object of the filter.");
        }
        return unknown(
                key, Stream.concat(KEYS.stream(), Operands.names().stream()).toList());
    }

    private FanoutException unknown(String name, List<String> known) {
        var nearest = NearestName.of(name, known).map("Did you mean '%s'? "::formatted);
        return tokens.refusal(
                "%s is unknown".formatted(FilterText.shown(name)),
                nearest.orElse("") + "Known are: %s.".formatted(String.join(", ", known)));
    }

    private FanoutException isNull() {
        return tokens.refusal("a field is compared with null", "Ask for null by its operator: [{\"$isNull\": true}].");
    }

    private void count() {
        if (++clauses > MAX_CLAUSES) {
            throw tokens.refusal(
                    "it has more than %d clauses".formatted(MAX_CLAUSES),
                    "Write values of one field into one list, and split the rest over several subscriptions.");
        }
    }
}
