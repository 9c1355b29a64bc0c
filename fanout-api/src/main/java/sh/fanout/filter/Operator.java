package sh.fanout.filter;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** An operator with its operand, such as <code>{"$gte":1000}</code>. */
record Operator(String json) {

    static Operator of(String name, String operand) {
        return new Operator(JsonText.object(Map.of(name, operand)));
    }

    static Operator between(Number low, Number high) {
        var bounds = List.of(JsonText.number(low), JsonText.number(high));
        if (new BigDecimal(bounds.get(0)).compareTo(new BigDecimal(bounds.get(1))) > 0) {
            throw JsonText.refusal(
                    "Nothing is between %s and %s.".formatted(low, high),
                    "Name the lower bound first, then the upper.");
        }
        return of("$between", JsonText.list(bounds));
    }
}
