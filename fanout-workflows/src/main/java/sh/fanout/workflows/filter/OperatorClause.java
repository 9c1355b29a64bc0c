package sh.fanout.workflows.filter;

import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.filter.OperatorClause.AnythingBut;
import sh.fanout.workflows.filter.OperatorClause.Between;
import sh.fanout.workflows.filter.OperatorClause.Compares;
import sh.fanout.workflows.filter.OperatorClause.Exists;
import sh.fanout.workflows.filter.OperatorClause.Includes;
import sh.fanout.workflows.filter.OperatorClause.IsNull;
import sh.fanout.workflows.filter.OperatorClause.Not;
import sh.fanout.workflows.filter.OperatorClause.OneOf;
import sh.fanout.workflows.filter.OperatorClause.Resembles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.StringNode;

/** What is asked of a value by itself. */
sealed interface OperatorClause extends Clause
        permits OneOf, AnythingBut, Includes, Not, Compares, Between, Resembles, Exists, IsNull {

    boolean holds(@Nullable JsonNode value);

    @Override
    default boolean matches(@Nullable JsonNode value, FilterSubject event) {
        return holds(value);
    }

    private static String json(String name, String operand) {
        return "{\"" + name + "\":" + operand + "}";
    }

    private static boolean includes(ArrayNode array, Scalars values) {
        for (var i = 0; i < array.size(); i++) {
            if (values.contains(array.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** A list of values. */
    record OneOf(Scalars values) implements OperatorClause {

        @Override
        public boolean holds(@Nullable JsonNode value) {
            return values.contains(value);
        }

        @Override
        public String json() {
            return values.list();
        }
    }

    record AnythingBut(Scalars values) implements OperatorClause {

        @Override
        public boolean holds(@Nullable JsonNode value) {
            return !values.contains(value);
        }

        @Override
        public String json() {
            return OperatorClause.json("$anythingBut", values.listUnlessSingle());
        }
    }

    record Includes(Scalars element) implements OperatorClause {

        @Override
        public boolean holds(@Nullable JsonNode value) {
            return value instanceof ArrayNode array && OperatorClause.includes(array, element);
        }

        @Override
        public String json() {
            return OperatorClause.json("$includes", element.listUnlessSingle());
        }
    }

    record Not(Scalars operand) implements OperatorClause {

        @Override
        public boolean holds(@Nullable JsonNode value) {
            return value instanceof ArrayNode array
                    ? !OperatorClause.includes(array, operand)
                    : Scalars.isScalar(value) && !operand.contains(value);
        }

        @Override
        public String json() {
            return OperatorClause.json("$not", operand.listUnlessSingle());
        }
    }

    record Compares(Order order, Decimal operand) implements OperatorClause {

        @Override
        public boolean holds(@Nullable JsonNode value) {
            return value != null && value.isNumber() && order.admits(operand.signOfDifference(value));
        }

        @Override
        public String json() {
            return OperatorClause.json(order.operator(), operand.toString());
        }
    }

    record Between(Decimal low, Decimal high) implements OperatorClause {

        @Override
        public boolean holds(@Nullable JsonNode value) {
            return value != null
                    && value.isNumber()
                    && low.signOfDifference(value) >= 0
                    && high.signOfDifference(value) <= 0;
        }

        @Override
        public String json() {
            return OperatorClause.json("$between", "[%s,%s]".formatted(low, high));
        }
    }

    record Resembles(Likeness likeness, String operand) implements OperatorClause {

        @Override
        public boolean holds(@Nullable JsonNode value) {
            return value instanceof StringNode text && likeness.admits(text.stringValue(), operand);
        }

        @Override
        public String json() {
            return OperatorClause.json(likeness.operator(), Scalars.json(operand));
        }
    }

    record Exists(boolean expected) implements OperatorClause {

        @Override
        public boolean holds(@Nullable JsonNode value) {
            return (value != null) == expected;
        }

        @Override
        public String json() {
            return OperatorClause.json("$exists", String.valueOf(expected));
        }
    }

    record IsNull(boolean expected) implements OperatorClause {

        @Override
        public boolean holds(@Nullable JsonNode value) {
            return (value != null && value.isNull()) == expected;
        }

        @Override
        public String json() {
            return OperatorClause.json("$isNull", String.valueOf(expected));
        }
    }

    /** How a number stands to the operand. */
    enum Order {
        GT("$gt", true, false),
        GTE("$gte", true, true),
        LT("$lt", false, false),
        LTE("$lte", false, true);

        private final String operator;
        private final boolean greater;
        private final boolean orEqual;

        Order(String operator, boolean greater, boolean orEqual) {
            this.operator = operator;
            this.greater = greater;
            this.orEqual = orEqual;
        }

        String operator() {
            return operator;
        }

        private boolean admits(int sign) {
            return sign == 0 ? orEqual : sign > 0 == greater;
        }
    }

    /** How a string is like the operand. */
    enum Likeness {
        STARTS_WITH("$startsWith"),
        ENDS_WITH("$endsWith"),
        IGNORE_CASE_EQUALS("$ignoreCaseEquals");

        private final String operator;

        Likeness(String operator) {
            this.operator = operator;
        }

        String operator() {
            return operator;
        }

        private boolean admits(String text, String operand) {
            return switch (this) {
                case STARTS_WITH -> text.startsWith(operand);
                case ENDS_WITH -> text.endsWith(operand);
                case IGNORE_CASE_EQUALS -> text.equalsIgnoreCase(operand);
            };
        }
    }
}
