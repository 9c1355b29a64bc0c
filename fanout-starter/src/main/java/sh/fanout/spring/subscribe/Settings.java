package sh.fanout.spring.subscribe;

import java.util.function.Supplier;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** Values of annotations, with errors that name the method. */
final class Settings {

    private Settings() {}

    static <V> V parse(String place, Supplier<V> value) {
        try {
            return value.get();
        } catch (FanoutException e) {
            throw new FanoutException(e.code(), "%s: %s".formatted(place, e.problem()), e.hint(), e);
        } catch (IllegalArgumentException e) {
            throw new FanoutException(
                    ErrorCode.INVALID_SUBSCRIPTION,
                    "%s: %s".formatted(place, e.getMessage()),
                    "Write a duration such as '500ms', '30s' or '5m'.",
                    e);
        }
    }
}
