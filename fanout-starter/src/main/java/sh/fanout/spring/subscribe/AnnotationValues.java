package sh.fanout.spring.subscribe;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.convert.DurationStyle;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** Reads what an annotation says, with <code>${…}</code> replaced; errors name the method. */
final class AnnotationValues {

    private final ConfigurableBeanFactory beans;
    private final String place;

    AnnotationValues(ConfigurableBeanFactory beans, String place) {
        this.beans = beans;
        this.place = place;
    }

    String text(String name, String value) {
        try {
            var text = String.valueOf(beans.resolveEmbeddedValue(value));
            // Without Boot's placeholder configurer, what is not set stays as it is.
            if (!text.contains("${")) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // Reported below, as the method's mistake.
        }
        throw invalid(
                "%s = \"%s\" has a placeholder that is not set".formatted(name, value),
                "Set the property, or give a default: ${name:default}.");
    }

    Duration duration(String name, String value) {
        var text = text(name, value);
        try {
            var duration = DurationStyle.detectAndParse(text);
            // Spring takes a number without a unit for milliseconds, which nobody means.
            if (text.matches(".*[A-Za-z]")) {
                return duration;
            }
        } catch (IllegalArgumentException e) {
            // Refused as a number without a unit is.
        }
        throw invalid(
                "%s = \"%s\" is no duration".formatted(name, text),
                "Write one with its unit, such as 500ms, 30s, 5m or 1h.");
    }

    /** Refuses a second value where one is allowed. */
    <V> V onlyOne(String name, @Nullable V before, V value) {
        if (before != null) {
            throw invalid("has more than one %s".formatted(name), "Keep one of them.");
        }
        return value;
    }

    /** Has the model check a value, and adds the place to what it refuses. */
    <V> V checked(Supplier<V> value) {
        try {
            return value.get();
        } catch (FanoutException e) {
            throw e.problem().contains(place)
                    ? e
                    : new FanoutException(e.code(), "%s: %s".formatted(place, e.problem()), e.hint(), e);
        }
    }

    private FanoutException invalid(String problem, String hint) {
        return new FanoutException(
                ErrorCode.INVALID_SUBSCRIPTION, "The @Subscribe method %s: %s.".formatted(place, problem), hint);
    }
}
