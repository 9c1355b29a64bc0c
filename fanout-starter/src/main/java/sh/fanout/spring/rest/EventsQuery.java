package sh.fanout.spring.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventStatus;

/** Reads the parameters of a list of events; one that is unknown or unusable is refused, not ignored. */
final class EventsQuery {

    private static final List<String> NAMES = List.of("type", "status", "from", "to", "cursor", "limit");

    private EventsQuery() {}

    static EventQuery read(Map<String, String> parameters) {
        parameters.keySet().stream()
                .filter(name -> !NAMES.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw invalid(
                            "There is no parameter '%s'.".formatted(name),
                            "Known are: " + String.join(", ", NAMES) + ".");
                });
        return new EventQuery(
                parameters.get("type"),
                map(parameters.get("status"), EventsQuery::status),
                map(parameters.get("from"), EventsQuery::time),
                map(parameters.get("to"), EventsQuery::time),
                map(parameters.get("cursor"), Cursor::read),
                limit(parameters.getOrDefault("limit", Integer.toString(EventQuery.DEFAULT_LIMIT))));
    }

    private static <V> @Nullable V map(@Nullable String text, Function<String, V> reader) {
        return text == null ? null : reader.apply(text);
    }

    private static EventStatus status(String text) {
        return Arrays.stream(EventStatus.values())
                .filter(it -> text.equals(it.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> invalid(
                        "'%s' is not a status of an event.".formatted(text),
                        "Use accepted, delivering, delivered, failed or rejected."));
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw invalid(
                    "'%s' is not a time.".formatted(text), "Write it with its offset, such as 2026-11-24T09:30:00Z.");
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
