package sh.fanout.workflows.filter;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** A number of the filter, which compares by value: 1 is 1.0. */
final class Decimal {

    private static final int DIGITS_OF_A_LONG = 18;

    private final BigDecimal value;
    private final boolean isLong;
    private final long asLong;

    Decimal(BigDecimal value) {
        this.value = value;
        // In this order, since the digits of 1E999999999 do not fit into memory.
        this.isLong = (long) value.precision() - value.scale() <= DIGITS_OF_A_LONG
                && value.stripTrailingZeros().scale() <= 0;
        this.asLong = isLong ? value.longValueExact() : 0;
    }

    /** Positive if the number is greater than this, negative if it is less. */
    int signOfDifference(JsonNode number) {
        if (isLong && (number.isInt() || number.isLong())) {
            return Long.compare(number.longValue(), asLong);
        }
        return number.decimalValue().compareTo(value);
    }

    boolean isGreaterThan(Decimal other) {
        return value.compareTo(other.value) > 0;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
