package sh.fanout.spring.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sh.fanout.PublishOptions;
import sh.fanout.spring.web.Times;
import sh.fanout.workflows.temporal.Excerpt;

/**
 * The options of a publish as a client writes them.
 *
 * @param delay as ISO 8601 has it, such as {@code PT1H}
 * @param deliverAt as RFC 3339 has it
 * @param expiresAfter as ISO 8601 has it
 */
record RequestedOptions(
        @Nullable List<@Nullable String> tags,
        @Nullable Map<String, @Nullable String> metadata,
        @Nullable String orderingKey,
        @Nullable String idempotencyKey,
        @Nullable String delay,
        @Nullable String deliverAt,
        @Nullable String expiresAfter) {

    static final List<String> NAMES =
            List.of("tags", "metadata", "orderingKey", "idempotencyKey", "delay", "deliverAt", "expiresAfter");

    PublishOptions read() {
        var words = tags == null ? List.<@Nullable String>of() : tags;
        var entries = metadata == null ? Map.<String, @Nullable String>of() : metadata;
        if (words.stream().anyMatch(Objects::isNull)
                || entries.values().stream().anyMatch(Objects::isNull)) {
            throw new InvalidRequestException("The 'options' have a null in them.", PublishRequest.SHAPE);
        }
        return new PublishOptions(
                words,
                entries,
                orderingKey,
                idempotencyKey,
                duration("delay", delay),
                time("deliverAt", deliverAt),
                duration("expiresAfter", expiresAfter));
    }

    private static @Nullable Duration duration(String name, @Nullable String text) {
        try {
            return text == null ? null : Duration.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidRequestException(
                    "The option '%s' is '%s', which is not a duration.".formatted(name, Excerpt.quoted(text)),
                    "Write it as ISO 8601 has it: PT30S, PT15M, PT1H, P7D.");
        }
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        try {
            return text == null ? null : Times.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidRequestException(
                    "The option '%s' is '%s', which is not a time.".formatted(name, Excerpt.quoted(text)),
                    "Write it with its offset, such as 2026-11-24T09:30:00Z.");
        }
    }
}
