package sh.fanout.workflows.filter;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import sh.fanout.FanoutException;
import sh.fanout.workflows.filter.OperatorClause.Likeness;
import sh.fanout.workflows.filter.OperatorClause.Order;
import tools.jackson.core.JsonToken;

/** The operators by their names, and what each takes. */
final class Operands {

    private static final Map<String, BiFunction<Operands, String, OperatorClause>> READERS = new LinkedHashMap<>();

    static {
        for (var order : Order.values()) {
            READERS.put(order.operator(), (it, name) -> new OperatorClause.Compares(order, it.number(name)));
        }
        READERS.put("$between", Operands::between);
        for (var likeness : Likeness.values()) {
            READERS.put(likeness.operator(), (it, name) -> new OperatorClause.Resembles(likeness, it.string(name)));
        }
        READERS.put("$exists", (it, name) -> new OperatorClause.Exists(it.bool(name)));
        READERS.put("$isNull", (it, name) -> new OperatorClause.IsNull(it.bool(name)));
        READERS.put("$anythingBut", (it, name) -> new OperatorClause.AnythingBut(it.oneOrMore(name)));
        READERS.put("$includes", (it, name) -> new OperatorClause.Includes(new Scalars(List.of(it.scalar(name)))));
        READERS.put("$not", (it, name) -> new OperatorClause.Not(new Scalars(List.of(it.scalar(name)))));
    }

    private final Tokens tokens;

    Operands(Tokens tokens) {
        this.tokens = tokens;
    }

    static List<String> names() {
        return List.copyOf(READERS.keySet());
    }

    /** The operator of that name with the operand that follows; {@code null} if there is no such operator. */
    @Nullable
    OperatorClause read(String name) {
        var reader = READERS.get(name);
        if (reader == null) {
            return null;
        }
        tokens.next();
        return reader.apply(this, name);
    }

    private Decimal number(String name) {
        if (tokens.scalar() instanceof BigDecimal number) {
            return new Decimal(number);
        }
        throw wrong(name, "a number", "1000");
    }

    private String string(String name) {
        if (tokens.scalar() instanceof String string) {
            return string;
        }
        throw wrong(name, "a string", "\"abc\"");
    }

    private boolean bool(String name) {
        if (tokens.scalar() instanceof Boolean bool) {
            return bool;
        }
        throw wrong(name, "true or false", "true");
    }

    private Object scalar(String name) {
        var scalar = tokens.scalar();
        if (scalar == null) {
            throw wrong(name, "a string, a number or a boolean", "\"abc\"");
        }
        return scalar;
    }

    private Scalars oneOrMore(String name) {
        var values = new ArrayList<Object>();
        if (!tokens.isAt(JsonToken.START_ARRAY)) {
            values.add(scalar(name));
        } else {
            while (tokens.next() != JsonToken.END_ARRAY) {
                values.add(scalar(name));
            }
        }
        return new Scalars(values);
    }

    private OperatorClause between(String name) {
        var place = tokens.place();
        var bounds = new ArrayList<Decimal>();
        if (tokens.isAt(JsonToken.START_ARRAY)) {
            while (tokens.next() != JsonToken.END_ARRAY) {
                bounds.add(number(name));
            }
        }
        if (bounds.size() != 2) {
            throw tokens.refusalAt(
                    place, "$between takes two numbers", "Write the lower one first: {\"$between\": [1, 5]}.");
        }
        if (bounds.get(0).isGreaterThan(bounds.get(1))) {
            throw tokens.refusalAt(
                    place,
                    "nothing is between %s and %s".formatted(bounds.get(0), bounds.get(1)),
                    "Write the lower one first: {\"$between\": [%s, %s]}.".formatted(bounds.get(1), bounds.get(0)));
        }
        return new OperatorClause.Between(bounds.get(0), bounds.get(1));
    }

    private FanoutException wrong(String name, String expected, String example) {
        var hint = tokens.isAt(JsonToken.VALUE_NULL)
                ? "For null there is {\"$isNull\": true}, and for anything else {\"$isNull\": false}."
                : "Write it as {\"%s\": %s}.".formatted(name, example);
        return tokens.refusal("%s takes %s".formatted(name, expected), hint);
    }
}
