package sh.fanout.filter;

/**
 * What can be asked of a field.
 *
 * <p>Each operator is false for a field that is missing, unless it says otherwise. An operand is a string, a finite number, or
 * a boolean; anything else is refused with a {@link sh.fanout.FanoutException} ({@code FANOUT-012}).
 */
public sealed interface Operators permits Field, Condition {

    /** One more thing to ask of the same field. */
    Condition ask(Operator operator);

    /** {@code $gt}: a number that is greater. */
    default Condition gt(Number bound) {
        return ask(Operator.of("$gt", JsonText.number(bound)));
    }

    /** {@code $gte}: a number that is greater or equal. */
    default Condition gte(Number bound) {
        return ask(Operator.of("$gte", JsonText.number(bound)));
    }

    /** {@code $lt}: a number that is less. */
    default Condition lt(Number bound) {
        return ask(Operator.of("$lt", JsonText.number(bound)));
    }

    /** {@code $lte}: a number that is less or equal. */
    default Condition lte(Number bound) {
        return ask(Operator.of("$lte", JsonText.number(bound)));
    }

    /** {@code $between}: a number from {@code low} to {@code high}, both included. */
    default Condition between(Number low, Number high) {
        return ask(Operator.between(low, high));
    }

    /** {@code $startsWith}: a string that starts with this one. */
    default Condition startsWith(String prefix) {
        return ask(Operator.of("$startsWith", JsonText.string(prefix)));
    }

    /** {@code $endsWith}: a string that ends with this one. */
    default Condition endsWith(String suffix) {
        return ask(Operator.of("$endsWith", JsonText.string(suffix)));
    }

    /** {@code $ignoreCaseEquals}: a string that differs at most in case, as {@link String#equalsIgnoreCase} has it. */
    default Condition ignoreCaseEquals(String text) {
        return ask(Operator.of("$ignoreCaseEquals", JsonText.string(text)));
    }

    /** {@code $exists}: whether the field is there, be it null; {@code false} is for a missing one. */
    default Condition exists(boolean exists) {
        return ask(Operator.of("$exists", JsonText.value(exists)));
    }

    /** {@code $isNull}: whether the field is there and null; {@code false} is also for a missing one. */
    default Condition isNull(boolean isNull) {
        return ask(Operator.of("$isNull", JsonText.value(isNull)));
    }

    /** {@code $anythingBut}: none of these values; true for a field that is missing, null, an object or an array. */
    default Condition anythingBut(Object... values) {
        var texts = JsonText.values(values);
        return ask(Operator.of("$anythingBut", texts.size() == 1 ? texts.get(0) : JsonText.list(texts)));
    }

    /** {@code $includes}: an array with this element. */
    default Condition includes(Object element) {
        return ask(Operator.of("$includes", JsonText.value(element)));
    }

    /** {@code $not}: a string, number or boolean that differs, or an array without this element. */
    default Condition not(Object value) {
        return ask(Operator.of("$not", JsonText.value(value)));
    }
}
