package sh.fanout.dashboard.page;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.operation.OperationPace;

/** How fast somebody wants an operation to go, as a form says it. */
public final class PaceFields {

    private PaceFields() {}

    /**
     * What the fields {@code rate} and {@code pauseAfter} say.
     *
     * @throws FanoutException ({@code FANOUT-201}) if they are no numbers, or none that an operation can go by
     */
    public static OperationPace of(Visit visit) {
        return of(visit.text("rate"), visit.text("pauseAfter"));
    }

    public static OperationPace of(@Nullable String rate, @Nullable String pauseAfter) {
        return new OperationPace(rate(rate), number(pauseAfter, Long::valueOf));
    }

    /** A rate, as somebody types it; {@code null} for none. */
    public static @Nullable Double rate(@Nullable String text) {
        return number(text, Double::valueOf);
    }

    private static <N> @Nullable N number(@Nullable String text, Function<String, N> reader) {
        try {
            return text == null ? null : reader.apply(text.replace(",", ""));
        } catch (NumberFormatException e) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "'%s' is not a number that this needs.".formatted(text),
                    "Write it in digits, or leave it out.",
                    e);
        }
    }
}
