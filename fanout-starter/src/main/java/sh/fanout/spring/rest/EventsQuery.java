package sh.fanout.spring.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventStatus;
import sh.fanout.workflows.schema.NearestName;

/** Reads the parameters of a list of events; one that is unknown or unusable is refused, not ignored. */
final class EventsQuery {

    private static final List<String> NAMES = List.of("type", "status", "from", "to", "cursor", "limit");

    private EventsQuery() {}

    static EventQuery read(Map<String, List<String>> parameters) {
        requireOnly(NAMES, parameters);
        Function<String, @Nullable String> value =
                name -> parameters.containsKey(name) ? parameters.get(name).get(0) : null;
        return new EventQuery(
                map(value.apply("type"), EventType::requireId),
                map(value.apply("status"), EventsQuery::status),
                map(value.apply("from"), EventsQuery::time),
                map(value.apply("to"), EventsQuery::time),
                map(value.apply("cursor"), Cursor::read),
                orElse(map(value.apply("limit"), EventsQuery::limit), EventQuery.DEFAULT_LIMIT));
    }

    /** For what takes no parameters. */
    static void refuseAll(Map<String, List<String>> parameters) {
        requireOnly(List.of(), parameters);
    }

    static void requireOnly(List<String> names, Map<String, List<String>> parameters) {
        parameters.forEach((name, values) -> {
            if (!names.contains(name)) {
                throw invalid(
                        "There is no parameter '%s'.".formatted(name),
                        names.isEmpty() ? "Leave it out." : NearestName.hint(name, names));
            }
            if (values.size() > 1) {
                throw invalid("The parameter '%s' is there %d times.".formatted(name, values.size()), "Give it once.");
            }
        });
    }

    private static int orElse(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    private static <V> @Nullable V map(@Nullable String text, Function<String, V> reader) {
        return text == null ? null : reader.apply(text);
    }

    private static EventStatus status(String text) {
        return Arrays.stream(EventStatus.values())
                .filter(it -> text.equals(word(it)))
                .findFirst()
                .orElseThrow(() -> invalid(
                        "'%s' is not a status of an event.".formatted(text),
                        NearestName.hint(
                                text,
                                Arrays.stream(EventStatus.values())
                                        .map(EventsQuery::word)
                                        .toList())));
    }

    private static String word(EventStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static Instant time(String text) {
        try {
            return Times.parse(text);
        } catch (DateTimeException e) {
            throw invalid(
                    "'%s' is not a time.".formatted(text),
                    "Write it with its offset, such as 2026-11-24T09:30:00Z; in a URL, + is %2B.");
        }
    }

    private static int limit(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw invalid("'%s' is not a limit.".formatted(text), "Use 1 to %d.".formatted(EventQuery.MAX_LIMIT));
        }
    }

    private static FanoutException invalid(String problem, String hint) {
        return new FanoutException(ErrorCode.INVALID_REQUEST, problem, hint);
    }
}
