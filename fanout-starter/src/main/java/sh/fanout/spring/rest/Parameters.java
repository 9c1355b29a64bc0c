package sh.fanout.spring.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import sh.fanout.EventPattern;
import sh.fanout.log.PageLimit;
import sh.fanout.log.Position;
import sh.fanout.spring.web.Cursor;
import sh.fanout.spring.web.Times;
import sh.fanout.workflows.schema.NearestName;

/** The parameters of a request; one that is unusable is refused, not ignored. */
final class Parameters {

    private static final String OFFSET = "Write it with its offset, such as 2026-11-24T09:30:00Z; in a URL, + is %2B.";

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    static Parameters of(ServerRequest request) {
        return new Parameters(request.params());
    }

    /** Refuses a request that has others than these, or more than once one that may not be repeated. */
    static void requireKnown(ServerRequest request, List<Parameter> parameters) {
        var names = Parameter.names(parameters, it -> true);
        var repeatable = Parameter.names(parameters, Parameter::isRepeatable);
        given(request).forEach((name, given) -> {
            if (!names.contains(name)) {
                throw new InvalidRequestException(
                        "There is no parameter '%s'.".formatted(name),
                        names.isEmpty() ? "Leave it out." : NearestName.hint(name, names));
            }
            if (given.size() > 1 && !repeatable.contains(name)) {
                throw new InvalidRequestException(
                        "The parameter '%s' is there %d times.".formatted(name, given.size()), "Give it once.");
            }
        });
    }

    /** Some servers refuse to take a query apart that is not well-formed. */
    private static Map<String, List<String>> given(ServerRequest request) {
        try {
            return new LinkedHashMap<>(request.params());
        } catch (IllegalStateException e) {
            throw new InvalidRequestException(
                    "The parameters cannot be read: %s".formatted(e.getMessage()),
                    "Write them as name=value, with & between, and encoded as in a URL.",
                    e);
        }
    }

    @Nullable
    String text(String name) {
        return read(name, Function.identity());
    }

    /** All values of a parameter that may be repeated. */
    List<String> texts(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Reads a value, if it is there. */
    <V> @Nullable V read(String name, Function<String, V> reader) {
        // Some servers have an empty list for a parameter that is not there.
        return values.containsKey(name) ? reader.apply(values.get(name).get(0)) : null;
    }

    /** Reads the id of an event type, or a pattern. */
    @Nullable
    EventPattern types(String name) {
        return read(name, EventPattern::ofTypes);
    }

    @Nullable
    Duration duration(String name) {
        return read(name, text -> {
            try {
                return Duration.parse(text);
            } catch (DateTimeException e) {
                throw new InvalidRequestException(
                        "'%s' is not a duration.".formatted(text), "Write it as in ISO 8601, such as PT15M or P7D.");
            }
        });
    }

    @Nullable
    Instant time(String name) {
        return read(name, text -> {
            try {
                return Times.parse(text);
            } catch (DateTimeException e) {
                throw new InvalidRequestException("'%s' is not a time.".formatted(text), OFFSET);
            }
        });
    }

    /**
     * Reads one of the words that answers use for the values of an enum.
     *
     * @param what they say, such as {@code a status of an event}
     */
    <E extends Enum<E>> @Nullable E word(String name, Class<E> type, String what) {
        return read(name, word -> RestJson.value(word, type, what));
    }

    /** Reads where the page before ended, in the same list. */
    @Nullable
    Position cursor(String list) {
        return read("cursor", cursor -> Cursor.read(list, cursor));
    }

    int limit() {
        var limit = read("limit", text -> {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new InvalidRequestException(
                        "'%s' is not a limit.".formatted(text), "Use 1 to %d.".formatted(PageLimit.MAX));
            }
        });
        return limit == null ? PageLimit.DEFAULT : limit;
    }
}
