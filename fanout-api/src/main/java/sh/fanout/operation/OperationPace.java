package sh.fanout.operation;

import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * How fast an operation goes.
 *
 * @param rate with how many items it begins per second at most, above 0 and at most {@value #MAX_RATE}; {@code null} for as
 *     fast as the handlers take them
 * @param pauseAfter after how many items it waits for somebody to resume it; {@code null} for never
 */
public record OperationPace(@Nullable Double rate, @Nullable Long pauseAfter) {

    /** As fast as the handlers take the items, without a halt. */
    public static final OperationPace UNLIMITED = new OperationPace(null, null);

    /** The highest rate, in items per second. */
    public static final double MAX_RATE = 10_000;

    public OperationPace {
        if (rate != null && !(rate > 0 && rate <= MAX_RATE)) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "An operation cannot have a rate of %s per second.".formatted(rate),
                    "Ask for more than 0 and at most %.0f, or leave it out; to hold it for a while, pause it."
                            .formatted(MAX_RATE));
        }
        if (pauseAfter != null && pauseAfter < 1) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "An operation cannot pause after %d items.".formatted(pauseAfter),
                    "Ask for 1 or more, or leave it out.");
        }
    }

    /** At most so many items per second. */
    public static OperationPace perSecond(double rate) {
        return new OperationPace(rate, null);
    }

    /** The same, but it waits after so many items for somebody to resume it. */
    public OperationPace pausingAfter(long items) {
        return new OperationPace(rate, items);
    }

    /** The same with another rate. */
    public OperationPace withRate(@Nullable Double newRate) {
        return new OperationPace(newRate, pauseAfter);
    }
}
