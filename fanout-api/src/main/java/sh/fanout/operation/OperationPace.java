package sh.fanout.operation;

import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * How fast an operation goes. Immutable: begin with {@link #defaults()}; each method returns a changed copy.
 *
 * <p>{@code OperationPace.defaults().perSecond(50).pausingAfter(100)}
 *
 * @param rate with how many items it begins per second at most, above 0 and at most {@value #MAX_RATE}; {@code null} for as
 *     fast as the handlers take them
 * @param pauseAfter after how many items it waits for somebody to resume it; {@code null} for never
 */
public record OperationPace(@Nullable Double rate, @Nullable Long pauseAfter) {

    /** The highest rate, in items per second. */
    public static final double MAX_RATE = 10_000;

    private static final OperationPace DEFAULTS = new OperationPace(null, null);

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

    /** As fast as the handlers take the items, without a halt. */
    public static OperationPace defaults() {
        return DEFAULTS;
    }

    /**
     * Begins at most so many items per second.
     *
     * @throws FanoutException ({@code FANOUT-201}) if it is not above 0, or is above {@value #MAX_RATE}
     */
    public OperationPace perSecond(double items) {
        return new OperationPace(items, pauseAfter);
    }

    /**
     * Waits after so many items for somebody to resume the operation.
     *
     * @throws FanoutException ({@code FANOUT-201}) if it is less than 1
     */
    public OperationPace pausingAfter(long items) {
        return new OperationPace(rate, items);
    }
}
